top.flatten(True)
