layout.copy_layer(layout.layer(8, 10), layout.layer(8, 25))
