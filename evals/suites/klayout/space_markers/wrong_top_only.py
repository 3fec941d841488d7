metal1 = db.Region(top.shapes(layout.layer(8, 0)))
violations = metal1.space_check(round(0.4 / layout.dbu))
top.shapes(layout.layer(200, 0)).insert(violations.polygons())
