poly = db.Region(top.shapes(layout.layer(5, 0)))
active = db.Region(top.shapes(layout.layer(2, 0)))
top.shapes(layout.layer(100, 0)).insert(poly & active)
