via1 = db.Region(top.begin_shapes_rec(layout.layer(9, 0)))
metal1 = db.Region(top.begin_shapes_rec(layout.layer(8, 0)))
print(via1.not_interacting(metal1).count())
