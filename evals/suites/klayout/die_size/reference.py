box = top.dbbox()
print(f"{box.width():.3f} {box.height():.3f}")
