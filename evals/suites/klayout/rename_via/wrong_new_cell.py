layout.create_cell("VIA12")
