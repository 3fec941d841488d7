foreach path [find_timing_paths -path_delay max -group_count 10] {
    puts "[get_full_name [get_property $path endpoint]] [llength [get_property $path points]] [format %.3f [get_property $path slack]]"
}
