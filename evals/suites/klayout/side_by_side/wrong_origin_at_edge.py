import klayout.db as db

both = db.Layout()
parts = []
for path in ("design.gds", "revision.gds"):
    layout = db.Layout()
    layout.read(path)
    both.dbu = layout.dbu
    cell = both.create_cell(path.split(".")[0].upper())
    cell.copy_tree(layout.top_cell())
    parts.append(cell)
top = both.create_cell("BOTH")
top.insert(db.DCellInstArray(parts[0], db.DTrans()))
top.insert(db.DCellInstArray(parts[1], db.DTrans(parts[0].dbbox().right + 10, 0)))
both.write("both.gds")
