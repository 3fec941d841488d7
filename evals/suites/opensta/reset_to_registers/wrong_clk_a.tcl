set_multicycle_path 2 -setup -from [get_ports rst_n] -to [get_clocks clk_a]
set_multicycle_path 1 -hold -from [get_ports rst_n] -to [get_clocks clk_a]
