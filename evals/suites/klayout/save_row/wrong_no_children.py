row = layout.cell("ROW1")
row.clear_insts()
row.write("row.gds")
