puts [llength [find_timing_paths -path_delay min -group_count 100000]]
