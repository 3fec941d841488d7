set path [lindex [find_timing_paths -path_delay max -from [get_clocks clk_a] -to [get_clocks clk_b]] 0]
puts [get_full_name [get_property $path endpoint]]
