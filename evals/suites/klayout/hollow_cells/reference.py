import klayout.db as db

layout = db.Layout()
layout.read("revision.gds")
for cell in [cell for cell in layout.each_cell() if cell.is_empty()]:
    cell.delete()
layout.write("clean.gds")
