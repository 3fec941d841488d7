rows = []
for instance in top.each_inst():
    for trans in instance.cell_inst.each_trans():
        rows.append((instance.cell.name, trans.disp.x / 1000, trans.disp.y / 1000))
for name, x, y in sorted(rows):
    print(f"{name} {x:.3f} {y:.3f}")
