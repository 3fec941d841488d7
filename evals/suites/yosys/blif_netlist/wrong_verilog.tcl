write_verilog netlist.blif
