metal1 = db.Region(top.begin_shapes_rec(layout.layer(8, 0)))
limit = round(0.2 / layout.dbu)
rows = []
for rule, pairs in (("M1.W", metal1.width_check(limit)), ("M1.S", metal1.space_check(limit))):
    for pair in pairs.each():
        box = pair.bbox().to_dtype(layout.dbu)
        rows.append((rule, box.left, box.bottom, box.right, box.top))
with open("drc.csv", "w") as file:
    file.write("rule,left,bottom,right,top\n")
    for rule, *numbers in sorted(rows):
        file.write(",".join([rule, *(f"{number:.3f}" for number in numbers)]) + "\n")
