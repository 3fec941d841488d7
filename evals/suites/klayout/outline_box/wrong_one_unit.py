top.shapes(layout.layer(63, 5)).insert(top.bbox().enlarged(1, 1))
