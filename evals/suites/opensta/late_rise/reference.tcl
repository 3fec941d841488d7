create_clock -name clk -period 8 -waveform {2 6} [get_ports clk]
