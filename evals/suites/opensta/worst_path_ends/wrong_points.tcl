set path [lindex [find_timing_paths -path_delay max] 0]
set points [get_property $path points]
puts "[get_full_name [get_property [lindex $points end] pin]] -> [get_full_name [get_property [lindex $points 1] pin]]"
