via1 = db.Region(top.begin_shapes_rec(layout.layer(9, 0)))
metal2 = db.Region(top.begin_shapes_rec(layout.layer(10, 0)))
print(via1.not_inside(metal2).count())
