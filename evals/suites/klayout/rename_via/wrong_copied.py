copy = layout.cell("VIA1").dup()
copy.name = "VIA12"
