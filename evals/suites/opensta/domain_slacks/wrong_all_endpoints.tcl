foreach name [lsort [lmap clock [all_clocks] {get_full_name $clock}]] {
    set paths [find_timing_paths -path_delay max -to [get_clocks $name] -group_count 100000]
    puts [format "%s %d %.3f" $name [llength $paths] [get_property [lindex $paths 0] slack]]
}
