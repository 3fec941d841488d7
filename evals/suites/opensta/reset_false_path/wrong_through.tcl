set_false_path -through [get_ports rst_n]
