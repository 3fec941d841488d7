box = top.dbbox()
top.shapes(layout.layer(10, 10)).insert(db.DText(top.name, box.left, box.top))
