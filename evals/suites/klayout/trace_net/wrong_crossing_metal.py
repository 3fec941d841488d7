layers = [(8, 0), (9, 0), (10, 0)]
regions = [db.Region(top.begin_shapes_rec(layout.layer(*layer))).merged() for layer in layers]
texts = [shape.text for shape in top.shapes(layout.layer(10, 10)).each(db.Shapes.STexts)]
text = min(texts, key=lambda each: each.string)
probe = db.Region(db.Box(text.x - 1, text.y - 1, text.x + 1, text.y + 1))
wire = regions[2].interacting(probe)
target = db.Layout()
target.dbu = layout.dbu
cell = target.create_cell("NET")
cell.shapes(target.layer(10, 0)).insert(wire)
cell.shapes(target.layer(9, 0)).insert(regions[1].interacting(wire))
cell.shapes(target.layer(8, 0)).insert(regions[0].interacting(wire))
target.write("net.gds")
