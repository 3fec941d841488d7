write_blif -param netlist.blif
