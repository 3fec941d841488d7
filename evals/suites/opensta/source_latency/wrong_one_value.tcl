set_clock_latency -source 0.7 [get_clocks clk]
