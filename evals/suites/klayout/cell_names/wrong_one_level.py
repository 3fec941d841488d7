import klayout.db as db

layout = db.Layout()
layout.read("design.gds")
top = layout.top_cell()
for name in sorted(layout.cell(index).name for index in top.each_child_cell()):
    print(name)
