set path [lindex [find_timing_paths -path_delay min] 0]
puts "[get_full_name [get_property $path startpoint]] -> [get_full_name [get_property $path endpoint]]"
