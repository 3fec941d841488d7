box = top.bbox()
print(f"{box.width():.3f} {box.height():.3f}")
