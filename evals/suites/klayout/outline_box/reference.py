top.shapes(layout.layer(63, 5)).insert(top.dbbox().enlarged(1, 1))
