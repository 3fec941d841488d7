metal1 = db.Region(top.begin_shapes_rec(layout.layer(8, 0)))
areas = [polygon.area() for polygon in metal1.each_merged()]
for area in sorted(areas)[:2]:
    print(f"{area:.4f}")
