top.shapes(layout.layer(8, 0)).insert(top.dbbox().enlarged(5, 5))
