metal1 = db.Region(top.begin_shapes_rec(layout.layer(8, 0)))
step = round(0.05 / layout.dbu)
top.shapes(layout.layer(102, 0)).insert(metal1.sized(step).merged().sized(-step))
