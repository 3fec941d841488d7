insbuf -buf BUFX2 A Y
