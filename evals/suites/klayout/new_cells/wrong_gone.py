import klayout.db as db

names = []
for path in ("design.gds", "revision.gds"):
    layout = db.Layout()
    layout.read(path)
    names.append({cell.name for cell in layout.each_cell()})
for name in sorted(names[0] - names[1]):
    print(name)
