set_input_delay -min -fall 0.3 -clock clk [get_ports enable]
set_input_delay -max -fall 1.1 -clock clk [get_ports enable]
