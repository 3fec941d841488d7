foreach name [lsort [lmap clock [all_clocks] {get_full_name $clock}]] {
    set violations 0
    set worst ""
    foreach path [find_timing_paths -path_delay min -to [get_clocks $name] -group_count 100000] {
        set slack [get_property $path slack]
        if {$slack < 0} { incr violations }
        if {$worst eq "" || $slack < $worst} { set worst $slack }
    }
    puts [format "%s %d %.3f" $name $violations $worst]
}
