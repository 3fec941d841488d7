set_false_path -from [get_ports rst_n]
