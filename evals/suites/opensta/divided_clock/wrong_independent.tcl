create_clock -name clk_half -period 8 [get_ports half]
