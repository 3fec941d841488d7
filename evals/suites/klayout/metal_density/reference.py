metal1 = db.Region(top.begin_shapes_rec(layout.layer(8, 0)))
die = top.bbox(layout.layer(63, 0))
print(f"{100 * metal1.area() / die.area():.2f}")
