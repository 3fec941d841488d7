layout.move_layer(layout.layer(8, 0), layout.layer(8, 25))
