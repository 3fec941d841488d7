def show(cell, depth):
    print(".." * depth + cell.name)
    for instance in sorted(cell.each_inst(), key=lambda each: each.cell.name):
        show(instance.cell, depth + 1)


show(top, 0)
