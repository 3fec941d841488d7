via = layout.cell("VIA1")
top.insert(db.CellInstArray(via, db.Trans(40000, 20000), db.Vector(2000, 0), db.Vector(0, 1500), 5, 3))
