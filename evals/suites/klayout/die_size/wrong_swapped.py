box = top.dbbox()
print(f"{box.height():.3f} {box.width():.3f}")
