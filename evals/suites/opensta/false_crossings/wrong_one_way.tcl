create_clock -name clk_a -period 4 [get_ports clk_a]
create_clock -name clk_b -period 7 [get_ports clk_b]
set_false_path -from [get_clocks clk_a] -to [get_clocks clk_b]
