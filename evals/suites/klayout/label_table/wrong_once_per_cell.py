rows = []
for cell in layout.each_cell():
    for shape in cell.shapes(layout.layer(8, 10)).each(db.Shapes.STexts):
        text = shape.dtext
        rows.append((text.string, text.x, text.y))
with open("labels.csv", "w") as file:
    for string, x, y in sorted(rows):
        file.write(f"{string},{x:.3f},{y:.3f}\n")
