for cell in layout.each_cell():
    shapes = cell.shapes(layout.layer(10, 10))
    for shape in list(shapes.each(db.Shapes.STexts)):
        text = shape.text
        text.string = text.string.replace("<", "[").replace(">", "]")
        shapes.insert(text)
