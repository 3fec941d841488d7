metal1 = db.Region(top.begin_shapes_rec(layout.layer(8, 0)))
violations = metal1.width_check(round(0.2 / layout.dbu))
top.shapes(layout.layer(200, 0)).insert(violations.polygons())
