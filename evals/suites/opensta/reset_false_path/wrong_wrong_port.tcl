set_false_path -from [get_ports enable]
