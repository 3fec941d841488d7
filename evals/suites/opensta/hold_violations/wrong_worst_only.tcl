puts [llength [find_timing_paths -path_delay min -slack_max -0.0000001]]
