puts [format %.3f [get_property [lindex [find_timing_paths -path_delay max -to [all_outputs]] 0] slack]]
