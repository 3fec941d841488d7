metal1 = db.Region(top.begin_shapes_rec(layout.layer(8, 0)))
top.shapes(layout.layer(202, 0)).insert(db.Region(top.bbox()) - metal1)
