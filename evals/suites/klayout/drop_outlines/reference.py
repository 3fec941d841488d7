layout.clear_layer(layout.layer(63, 0))
layout.write("out.gds")
