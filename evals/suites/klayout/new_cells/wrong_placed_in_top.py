import klayout.db as db

names = []
for path in ("design.gds", "revision.gds"):
    layout = db.Layout()
    layout.read(path)
    names.append({inst.cell.name for inst in layout.top_cell().each_inst()})
for name in sorted(names[0] | names[1]):
    print(name)
