create_generated_clock -name clk_half -source [get_ports clk_a] -divide_by 2 -invert [get_ports half]
