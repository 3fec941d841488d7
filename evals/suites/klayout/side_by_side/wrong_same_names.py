import klayout.db as db

both = db.Layout()
both.read("design.gds")
old = both.top_cell()
both.read("revision.gds")
box = old.dbbox()
top = both.create_cell("BOTH")
top.insert(db.DCellInstArray(old, db.DTrans()))
top.insert(db.DCellInstArray(old, db.DTrans(box.width() + 10, 0)))
both.write("both.gds")
