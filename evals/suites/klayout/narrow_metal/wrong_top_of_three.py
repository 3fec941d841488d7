metal1 = db.Region(top.begin_shapes_rec(layout.layer(8, 0)))
print(metal1.width_check(round(0.35 / layout.dbu)).count())
