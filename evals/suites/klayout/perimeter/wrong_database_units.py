metal2 = db.Region(top.begin_shapes_rec(layout.layer(10, 0)))
print(f"{metal2.perimeter():.2f}")
