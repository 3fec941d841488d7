layout.write("row.gds")
