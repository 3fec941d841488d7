metal1 = db.Region(top.begin_shapes_rec(layout.layer(8, 0)))
limit = (0.1 / layout.dbu) ** 2
for polygon in metal1.merged().each():
    if polygon.area() < limit:
        print(f"{polygon.area() * layout.dbu**2:.4f}")
