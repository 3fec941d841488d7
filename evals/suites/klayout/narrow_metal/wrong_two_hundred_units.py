metal1 = db.Region(top.begin_shapes_rec(layout.layer(8, 0)))
print(metal1.width_check(200).count())
