layout.dbu *= 2
