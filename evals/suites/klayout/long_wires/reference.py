metal2 = db.Region(top.begin_shapes_rec(layout.layer(10, 0)))
rows = []
for polygon in metal2.each_merged():
    box = polygon.bbox().to_dtype(layout.dbu)
    if box.height() > 5:
        rows.append((box.center().x, box.height()))
with open("wires.csv", "w") as file:
    for x, height in sorted(rows):
        file.write(f"{x:.3f},{height:.3f}\n")
