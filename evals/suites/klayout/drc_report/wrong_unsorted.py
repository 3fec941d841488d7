metal1 = db.Region(top.begin_shapes_rec(layout.layer(8, 0)))
limit = round(0.2 / layout.dbu)
with open("drc.csv", "w") as file:
    file.write("rule,left,bottom,right,top\n")
    for rule, pairs in (("M1.W", metal1.width_check(limit)), ("M1.S", metal1.space_check(limit))):
        for pair in pairs.each():
            box = pair.bbox().to_dtype(layout.dbu)
            file.write(f"{rule},{box.left:.3f},{box.bottom:.3f},{box.right:.3f},{box.top:.3f}\n")
