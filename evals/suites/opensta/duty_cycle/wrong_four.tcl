create_clock -name sys_clk -period 6 -waveform {0 4} [get_ports clk]
