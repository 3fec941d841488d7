clip = layout.clip(top, db.DBox(0, 0, 8, 5))
clip.name = "CLIP"
clip.write("clip.gds")
