set_clock_latency 0.08 [get_clocks clk]
set_clock_uncertainty 0.08 [get_clocks clk]
