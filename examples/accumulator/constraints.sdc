# Constraints of the accumulator, in ns and pF.
create_clock -name clk -period 1.8 [get_ports clk]
set_clock_uncertainty 0.1 [get_clocks clk]
set_input_delay 0.6 -clock clk [get_ports {rst_n valid data[*]}]
set_output_delay 0.8 -clock clk [all_outputs]
set_load 0.05 [all_outputs]
