set_input_delay -min 0.3 -clock clk [get_ports enable]
set_input_delay -max 1.1 -clock clk [get_ports enable]
