set_input_delay -max 1.2 -clock clk [all_inputs]
set_output_delay -max 0.8 -clock clk [all_outputs]
