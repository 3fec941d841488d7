counts = {}


def visit(cell, times):
    for instance in cell.each_inst():
        total = times * instance.size()
        counts[instance.cell.name] = counts.get(instance.cell.name, 0) + total
        visit(instance.cell, total)


visit(top, 1)
for name in sorted(counts):
    print(name, counts[name])
