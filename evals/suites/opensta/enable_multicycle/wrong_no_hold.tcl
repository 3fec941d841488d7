set_multicycle_path 2 -setup -from [get_ports enable]
