puts [format %.3f [get_property [lindex [find_timing_paths -path_delay min -from [get_ports enable]] 0] slack]]
