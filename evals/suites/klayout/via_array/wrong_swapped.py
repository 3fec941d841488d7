via = layout.cell("VIA1")
top.insert(db.DCellInstArray(via, db.DTrans(40, 20), db.DVector(2, 0), db.DVector(0, 1.5), 3, 5))
