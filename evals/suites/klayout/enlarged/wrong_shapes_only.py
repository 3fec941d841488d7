for layer in layout.layer_indexes():
    top.shapes(layer).transform(db.ICplxTrans(2.0))
