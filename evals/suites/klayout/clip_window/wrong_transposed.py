clip = layout.clip(top, db.DBox(0, 0, 5, 8))
clip.name = "CLIP"
clip.write("clip.gds")
