create_clock -name core_clk -period 4 [get_ports clk]
set_clock_uncertainty -setup 0.15 [get_clocks core_clk]
set_clock_uncertainty -hold 0.05 [get_clocks core_clk]
