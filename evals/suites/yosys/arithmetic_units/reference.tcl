alumacc
