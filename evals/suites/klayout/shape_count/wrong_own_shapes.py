print(top.shapes(layout.layer(9, 0)).size())
