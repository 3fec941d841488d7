for index in top.called_cells():
    layout.cell(index).shapes(layout.layer(63, 0)).clear()
layout.write("out.gds")
