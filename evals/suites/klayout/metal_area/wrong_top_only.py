region = db.Region(top.shapes(layout.layer(8, 0)))
print(f"{region.area() * layout.dbu ** 2:.3f}")
