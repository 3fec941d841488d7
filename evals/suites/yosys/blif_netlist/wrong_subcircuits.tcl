write_blif netlist.blif
