proc violating {corner} {
    set names {}
    foreach path [find_timing_paths -corner $corner -path_delay max -group_count 100000 -endpoint_count 1] {
        if {[get_property $path slack] < 0} { lappend names [get_property [get_property $path endpoint] full_name] }
    }
    return [lsort -unique $names]
}
set fast [violating fast]
foreach name [violating slow] {
    puts $name
}
