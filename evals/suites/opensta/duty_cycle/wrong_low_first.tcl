create_clock -name sys_clk -period 6 -waveform {2 6} [get_ports clk]
