top.shapes(layout.layer(63, 5)).insert(top.dbbox().enlarged(0.5, 0.5))
