rows = []
for instance in top.each_inst():
    for trans in instance.cell_inst.each_trans():
        rows.append((instance.cell.name, trans.disp.x * layout.dbu, trans.disp.y * layout.dbu))
for name, x, y in sorted(rows):
    print(f"{name} {x:.3f} {y:.3f}")
