set_input_delay 1.4 -clock clk_a [get_ports {enable data[*]}]
set_input_delay 2.1 -clock clk_b [get_ports take]
