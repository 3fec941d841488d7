rows = []
for instance in top.each_inst():
    rows.append((instance.cell.name, instance.trans.disp.x * layout.dbu, instance.trans.disp.y * layout.dbu))
for name, x, y in sorted(rows):
    print(f"{name} {x:.3f} {y:.3f}")
