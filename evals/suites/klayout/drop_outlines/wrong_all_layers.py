for cell in layout.each_cell():
    cell.clear_shapes()
layout.write("out.gds")
