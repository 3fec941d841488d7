layout.cell("VIA1").name = "VIA12"
