foreach path [find_timing_paths -path_delay max -group_count 100000] {
    incr count([expr {int(floor([get_property $path slack] / 0.2))}])
}
foreach bin [lsort [array names count]] {
    puts [format "%.1f %d" [expr {$bin * 0.2}] $count($bin)]
}
