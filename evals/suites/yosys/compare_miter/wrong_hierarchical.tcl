miter -equiv -make_outputs gold gate miter
