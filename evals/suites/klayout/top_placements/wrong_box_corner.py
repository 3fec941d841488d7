rows = []
for instance in top.each_inst():
    for trans in instance.cell_inst.each_trans():
        box = trans * instance.cell.bbox()
        rows.append((instance.cell.name, box.left * layout.dbu, box.bottom * layout.dbu))
for name, x, y in sorted(rows):
    print(f"{name} {x:.3f} {y:.3f}")
