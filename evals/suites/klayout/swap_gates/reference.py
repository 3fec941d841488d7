nand, nor = layout.cell("NAND2"), layout.cell("NOR3")
for cell in layout.each_cell():
    for instance in list(cell.each_inst()):
        if instance.cell.name == "NAND2":
            instance.cell = nor
