top.shapes(layout.layer(10, 10)).insert(db.DText(top.name, 0, 0))
