set_input_transition -rise 0.1 [get_ports clk]
set_input_transition -fall 0.12 [get_ports clk]
