create_generated_clock -name clk_half -source [get_ports clk_a] -multiply_by 2 [get_ports half]
