foreach corner {slow fast} {
    set row $corner
    foreach delay {max max} {
        set slacks {}
        foreach path [find_timing_paths -corner $corner -path_delay $delay -group_count 1] {
            lappend slacks [get_property $path slack]
        }
        lappend row [format %.3f [lindex [lsort -real $slacks] 0]]
    }
    puts $row
}
