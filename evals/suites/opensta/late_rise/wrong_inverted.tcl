create_clock -name clk -period 8 -waveform {6 10} [get_ports clk]
