def show(cell, depth):
    print(".." * depth + cell.name)
    for index in reversed(list(cell.each_child_cell())):
        show(layout.cell(index), depth + 1)


show(top, 0)
