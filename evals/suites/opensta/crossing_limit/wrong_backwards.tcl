set_max_delay 3 -from [get_clocks clk_b] -to [get_clocks clk_a]
set_false_path -hold -from [get_clocks clk_b] -to [get_clocks clk_a]
