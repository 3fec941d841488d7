print(db.Region(top.begin_shapes_rec(layout.layer(9, 0))).count())
