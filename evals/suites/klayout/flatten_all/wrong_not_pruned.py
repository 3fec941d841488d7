top.flatten(False)
