puts [llength [find_timing_paths -path_delay max -group_count 100000 -slack_max -0.0000001]]
