metal1 = db.Region(top.begin_shapes_rec(layout.layer(8, 0)))
print(metal1.space_check(round(0.2 / layout.dbu)).count())
