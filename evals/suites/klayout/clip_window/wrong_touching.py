clip = layout.create_cell("CLIP")
for layer in layout.layer_indexes():
    shapes = top.begin_shapes_rec_touching(layer, db.DBox(0, 0, 8, 5))
    clip.shapes(layer).insert(shapes)
clip.write("clip.gds")
