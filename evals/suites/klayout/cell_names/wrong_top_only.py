import klayout.db as db

layout = db.Layout()
layout.read("design.gds")
for name in sorted(cell.name for cell in layout.top_cells()):
    print(name)
