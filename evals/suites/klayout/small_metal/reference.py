metal1 = db.Region(top.begin_shapes_rec(layout.layer(8, 0)))
areas = [polygon.area() * layout.dbu**2 for polygon in metal1.each_merged()]
for area in sorted(area for area in areas if area < 0.1):
    print(f"{area:.4f}")
