metal2 = db.Region(top.begin_shapes_rec(layout.layer(10, 0)))
for text in sorted((shape.text for shape in top.shapes(layout.layer(10, 10)).each(db.Shapes.STexts)), key=lambda each: each.string):
    for polygon in metal2.each_merged():
        if polygon.inside(db.Point(text.x, text.y)):
            box = polygon.bbox().to_dtype(layout.dbu)
            print(f"{text.string} {box.left:.3f} {box.bottom:.3f} {box.right:.3f} {box.top:.3f}")
