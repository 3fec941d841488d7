import klayout.db as db

layout = db.Layout()
layout.read("revision.gds")
layout.cleanup()
layout.write("clean.gds")
