insbuf
