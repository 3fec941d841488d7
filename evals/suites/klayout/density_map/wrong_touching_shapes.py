metal1 = db.Region(top.begin_shapes_rec(layout.layer(8, 0))).merged()
box = top.bbox()
size = round(5 / layout.dbu)
with open("density.csv", "w") as file:
    for row in range(-(-box.height() // size)):
        for column in range(-(-box.width() // size)):
            left, bottom = box.left + column * size, box.bottom + row * size
            window = db.Region(db.Box(left, bottom, left + size, bottom + size))
            file.write(f"{column},{row},{metal1.interacting(window).area() / size**2:.3f}\n")
