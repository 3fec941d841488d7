write_blif -gates netlist.blif
