foreach path [find_timing_paths -path_delay max -group_count 10] {
    set gates {}
    foreach point [get_property $path points] { dict set gates [lindex [split [get_full_name [get_property $point pin]] /] 0] 1 }
    puts "[get_full_name [get_property $path endpoint]] [dict size $gates] [format %.3f [get_property $path slack]]"
}
