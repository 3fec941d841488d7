layout.cell("INV").delete()
