set_clock_transition 0.12 [get_clocks clk]
