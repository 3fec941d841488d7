metal2 = db.Region(top.begin_shapes_rec(layout.layer(10, 0)))
for text in sorted((shape.text for shape in top.shapes(layout.layer(10, 10)).each(db.Shapes.STexts)), key=lambda each: each.string):
    point = db.Point(text.x, text.y)
    boxes = [polygon.bbox() for polygon in metal2.each_merged() if polygon.inside(point)]
    if boxes:
        box = boxes[0]
        print(f"{text.string} {box.left:.3f} {box.bottom:.3f} {box.right:.3f} {box.top:.3f}")
    else:
        print(text.string, "none")
