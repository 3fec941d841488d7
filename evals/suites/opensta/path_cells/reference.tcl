foreach path [find_timing_paths -path_delay max -group_count 10] {
    set gates {}
    foreach point [get_property $path points] {
        set parts [split [get_full_name [get_property $point pin]] /]
        if {[llength $parts] == 2} {
            set instance [get_cells [lindex $parts 0]]
            if {![string match "DFF*" [get_property $instance ref_name]]} { dict set gates [lindex $parts 0] 1 }
        }
    }
    puts "[get_full_name [get_property $path endpoint]] [dict size $gates] [format %.3f [get_property $path slack]]"
}
