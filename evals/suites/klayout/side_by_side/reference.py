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
left, right = parts[0].dbbox(), parts[1].dbbox()
top.insert(db.DCellInstArray(parts[0], db.DTrans()))
top.insert(db.DCellInstArray(parts[1], db.DTrans(left.right + 10 - right.left, left.bottom - right.bottom)))
both.write("both.gds")
