set_clock_latency -source -early 0.5 [get_clocks clk]
set_clock_latency -source -late 0.7 [get_clocks clk]
