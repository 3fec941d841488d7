create_clock -name sys_clk -period 6 -waveform {0 2} [get_ports clk]
