nand, nor = layout.cell("NAND2"), layout.cell("NOR3")
nand.clear()
nand.copy_tree(nor)
