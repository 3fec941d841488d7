via = layout.cell("VIA1")
top.insert(db.DCellInstArray(via, db.DTrans(40, 20), db.DVector(1.5, 0), db.DVector(0, 2), 5, 3))
