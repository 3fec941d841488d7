create_clock -name clk -period 8 -waveform {2 4} [get_ports clk]
