layout.rename_cell(top.cell_index(), "VIA12")
