miter -equiv -flatten -make_outputs -make_assert gold gate miter
