set_min_delay 2.5 -from [get_ports enable] -to [all_outputs]
set_max_delay 0.3 -from [get_ports enable] -to [all_outputs]
