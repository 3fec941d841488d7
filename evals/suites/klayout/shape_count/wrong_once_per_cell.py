print(sum(cell.shapes(layout.layer(9, 0)).size() for cell in layout.each_cell()))
