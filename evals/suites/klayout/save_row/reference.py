layout.cell("ROW1").write("row.gds")
