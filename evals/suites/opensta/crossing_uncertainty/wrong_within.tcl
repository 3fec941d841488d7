set_clock_uncertainty -setup 0.4 [get_clocks {clk_a clk_b}]
set_clock_uncertainty -hold 0.2 [get_clocks {clk_a clk_b}]
