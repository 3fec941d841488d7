miter -equiv -flatten -make_outputs gold gate miter
