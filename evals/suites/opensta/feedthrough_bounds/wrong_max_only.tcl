set_max_delay 2.5 -from [get_ports enable] -to [all_outputs]
