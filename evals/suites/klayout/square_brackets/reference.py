for cell in layout.each_cell():
    for shape in list(cell.shapes(layout.layer(10, 10)).each(db.Shapes.STexts)):
        shape.text_string = shape.text_string.replace("<", "[").replace(">", "]")
