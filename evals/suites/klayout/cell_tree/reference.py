def show(cell, depth):
    print(".." * depth + cell.name)
    children = [layout.cell(index) for index in cell.each_child_cell()]
    for child in sorted(children, key=lambda each: each.name):
        show(child, depth + 1)


show(top, 0)
