metal1 = db.Region(top.begin_shapes_rec(layout.layer(8, 0)))
via1 = db.Region(top.begin_shapes_rec(layout.layer(9, 0)))
print(via1.outside(metal1.sized(-round(0.05 / layout.dbu))).count())
