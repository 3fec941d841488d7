layers = [(8, 0), (9, 0), (10, 0)]
regions = [db.Region(top.begin_shapes_rec(layout.layer(*layer))).merged() for layer in layers]
texts = [shape.text for shape in top.shapes(layout.layer(10, 10)).each(db.Shapes.STexts)]
text = min(texts, key=lambda each: each.string)
probe = db.Region(db.Box(text.x - 1, text.y - 1, text.x + 1, text.y + 1))
net = [db.Region(), db.Region(), regions[2].interacting(probe)]
size = -1
while size != sum(region.count() for region in net):
    size = sum(region.count() for region in net)
    net[1] = regions[1].interacting(net[0]) + regions[1].interacting(net[2])
    net[1].merge()
    net[0] = regions[0].interacting(net[1])
    net[2] = net[2] + regions[2].interacting(net[1])
    net[2].merge()
target = db.Layout()
target.dbu = layout.dbu
cell = target.create_cell("NET")
for layer, region in zip(layers, net):
    cell.shapes(target.layer(*layer)).insert(region)
target.write("net.gds")
