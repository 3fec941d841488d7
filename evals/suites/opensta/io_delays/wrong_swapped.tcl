set_input_delay 0.8 -clock clk [all_inputs]
set_output_delay 1.2 -clock clk [all_outputs]
