metal1 = db.Region(top.begin_shapes_rec(layout.layer(8, 0)))
top.shapes(layout.layer(201, 0)).insert(metal1.non_rectangles())
