for layer in layout.layer_indexes():
    top.shapes(layer).transform(db.Trans.R90)
