set_clock_latency -min 0.5 [get_clocks clk]
set_clock_latency -max 0.7 [get_clocks clk]
