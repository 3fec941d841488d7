set_multicycle_path 2 -setup -to [get_ports enable]
set_multicycle_path 1 -hold -to [get_ports enable]
