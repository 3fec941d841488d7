box = top.bbox(layout.layer(63, 0))
metal1 = db.Region(top.begin_shapes_rec(layout.layer(8, 0)))
size, pitch, margin = (round(value / layout.dbu) for value in (1, 1.7, 0.5))
squares = db.Region()
for left in range(box.left, box.right - size + 1, pitch):
    for bottom in range(box.bottom, box.top - size + 1, pitch):
        squares.insert(db.Box(left, bottom, left + size, bottom + size))
top.shapes(layout.layer(8, 5)).insert(squares - metal1.sized(margin))
