counts = {}
for instance in top.each_inst():
    counts[instance.cell.name] = counts.get(instance.cell.name, 0) + instance.size()
for name in sorted(counts):
    print(name, counts[name])
