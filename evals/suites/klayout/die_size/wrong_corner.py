box = top.dbbox()
print(f"{box.right:.3f} {box.top:.3f}")
