layout.move_layer(layout.layer(8, 25), layout.layer(8, 10))
