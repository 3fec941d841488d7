points = [db.DPoint(0, -5), db.DPoint(10, -5), db.DPoint(10, -8)]
top.shapes(layout.layer(10, 0)).insert(db.DPath(points, 0.4, 0.2, 0.2, True))
