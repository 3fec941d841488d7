create_clock -name sys_clk -period 6 [get_ports clk]
