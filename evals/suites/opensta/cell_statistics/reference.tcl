foreach instance [get_cells *] {
    incr count([get_property $instance ref_name])
}
foreach cell [lsort [array names count]] {
    puts "$cell $count($cell)"
}
