import klayout.db as db

layout = db.Layout()
layout.read("design.gds")
for cell in layout.each_cell_top_down():
    print(layout.cell(cell).name)
