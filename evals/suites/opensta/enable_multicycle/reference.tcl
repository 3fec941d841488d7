set_multicycle_path 2 -setup -from [get_ports enable]
set_multicycle_path 1 -hold -from [get_ports enable]
