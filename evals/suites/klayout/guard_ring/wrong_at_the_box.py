box = top.bbox()
width = round(3 / layout.dbu)
ring = db.Region(box.enlarged(width, width)) - db.Region(box)
top.shapes(layout.layer(8, 0)).insert(ring)
