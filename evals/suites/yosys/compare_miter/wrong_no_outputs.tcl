miter -equiv -flatten gold gate miter
