set_propagated_clock [get_clocks clk]
set_clock_uncertainty -setup 0.08 [get_clocks clk]
