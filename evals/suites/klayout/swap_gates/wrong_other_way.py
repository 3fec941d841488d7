nand = layout.cell("NAND2")
for cell in layout.each_cell():
    for instance in list(cell.each_inst()):
        if instance.cell.name == "NOR3":
            instance.cell = nand
