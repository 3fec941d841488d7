counts = {}


def visit(cell):
    for instance in cell.each_inst():
        counts[instance.cell.name] = counts.get(instance.cell.name, 0) + 1


visit(top)
for index in top.called_cells():
    visit(layout.cell(index))
for name in sorted(counts):
    print(name, counts[name])
