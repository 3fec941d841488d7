metal1 = db.Region(top.begin_shapes_rec(layout.layer(8, 0)))
metal2 = db.Region(top.begin_shapes_rec(layout.layer(10, 0)))
target = db.Layout()
target.dbu = layout.dbu
target.create_cell("OPEN").shapes(target.layer(1, 0)).insert(metal2 - metal1)
target.write("open.gds")
