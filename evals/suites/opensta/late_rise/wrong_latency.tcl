create_clock -name clk -period 8 [get_ports clk]
set_clock_latency 2 [get_clocks clk]
