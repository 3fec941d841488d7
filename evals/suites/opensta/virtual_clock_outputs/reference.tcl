create_clock -name io_clk -period 8
set_output_delay -max 2.5 -clock io_clk [all_outputs]
set_output_delay -min -0.5 -clock io_clk [all_outputs]
