insbuf -buf BUFX2 Y A
