metal1 = db.Region(top.begin_shapes_rec(layout.layer(8, 0)))
print(f"{100 * metal1.area() / metal1.bbox().area():.2f}")
