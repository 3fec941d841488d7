top.flatten(1, True)
