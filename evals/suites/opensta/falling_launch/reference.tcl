set_input_delay -min 0.3 -clock clk -clock_fall [get_ports enable]
set_input_delay -max 1.1 -clock clk -clock_fall [get_ports enable]
