for cell in layout.each_cell():
    for instance in list(cell.each_inst()):
        if instance.cell.name == "INV":
            instance.flatten()
