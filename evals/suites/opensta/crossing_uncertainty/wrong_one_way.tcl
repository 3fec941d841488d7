set_clock_uncertainty -setup 0.4 -from [get_clocks clk_a] -to [get_clocks clk_b]
set_clock_uncertainty -hold 0.2 -from [get_clocks clk_a] -to [get_clocks clk_b]
