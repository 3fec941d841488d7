miter -equiv -flatten -make_outputs gold gold miter
