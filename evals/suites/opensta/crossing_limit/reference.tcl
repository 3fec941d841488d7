set_max_delay 3 -from [get_clocks clk_a] -to [get_clocks clk_b]
set_false_path -hold -from [get_clocks clk_a] -to [get_clocks clk_b]
