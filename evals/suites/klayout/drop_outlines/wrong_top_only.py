top.shapes(layout.layer(63, 0)).clear()
layout.write("out.gds")
