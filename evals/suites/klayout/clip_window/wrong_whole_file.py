clip = layout.clip(top, db.DBox(0, 0, 8, 5))
clip.name = "CLIP"
layout.write("clip.gds")
