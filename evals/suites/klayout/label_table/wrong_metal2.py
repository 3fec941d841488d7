rows = []
shapes = top.begin_shapes_rec(layout.layer(10, 10))
while not shapes.at_end():
    if shapes.shape().is_text():
        text = shapes.trans() * shapes.shape().text
        rows.append((text.string, text.x * layout.dbu, text.y * layout.dbu))
    shapes.next()
with open("labels.csv", "w") as file:
    for string, x, y in sorted(rows):
        file.write(f"{string},{x:.3f},{y:.3f}\n")
