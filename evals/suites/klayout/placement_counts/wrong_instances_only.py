counts = {}
for cell in layout.each_cell():
    for instance in cell.each_inst():
        counts[instance.cell.name] = counts.get(instance.cell.name, 0) + 1
for name in sorted(counts):
    print(name, counts[name])
