top.shapes(layout.layer(63, 5)).insert(top.bbox().enlarged(1000, 1000))
