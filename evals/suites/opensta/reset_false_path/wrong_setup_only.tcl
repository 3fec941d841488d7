set_false_path -setup -from [get_ports rst_n]
