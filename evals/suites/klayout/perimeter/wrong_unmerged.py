metal2 = db.Region(top.begin_shapes_rec(layout.layer(10, 0)))
metal2.merged_semantics = False
print(f"{metal2.perimeter() * layout.dbu:.2f}")
