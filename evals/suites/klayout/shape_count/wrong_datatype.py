print(db.Region(top.begin_shapes_rec(layout.layer(10, 0))).count())
