set_clock_uncertainty 0.08 [get_clocks clk]
