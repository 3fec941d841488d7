region = db.Region(top.begin_shapes_rec(layout.layer(8, 0)))
print(f"{region.area() * layout.dbu ** 2:.3f}")
