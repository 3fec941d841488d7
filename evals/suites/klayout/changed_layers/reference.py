import klayout.db as db

layouts = []
for name in ("design.gds", "revision.gds"):
    layout = db.Layout()
    layout.read(name)
    layouts.append(layout)
infos = {(info.layer, info.datatype) for layout in layouts for info in layout.layer_infos()}
for layer, datatype in sorted(infos):
    old, new = (db.Region(each.top_cell().begin_shapes_rec(each.layer(layer, datatype))) for each in layouts)
    if not (old ^ new).is_empty():
        print(f"{layer}/{datatype}")
