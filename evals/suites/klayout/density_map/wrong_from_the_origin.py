metal1 = db.Region(top.begin_shapes_rec(layout.layer(8, 0))).merged()
box = top.bbox()
size = round(5 / layout.dbu)
with open("density.csv", "w") as file:
    for row in range(-(-box.height() // size)):
        for column in range(-(-box.width() // size)):
            window = db.Region(db.Box(column * size, row * size, (column + 1) * size, (row + 1) * size))
            file.write(f"{column},{row},{(metal1 & window).area() / size**2:.3f}\n")
