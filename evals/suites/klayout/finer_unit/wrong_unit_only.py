layout.dbu = 0.0001
