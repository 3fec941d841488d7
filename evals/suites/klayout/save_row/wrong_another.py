layout.cell("ROW0").write("row.gds")
