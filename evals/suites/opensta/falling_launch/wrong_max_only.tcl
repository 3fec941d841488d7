set_input_delay 1.1 -clock clk -clock_fall [get_ports enable]
