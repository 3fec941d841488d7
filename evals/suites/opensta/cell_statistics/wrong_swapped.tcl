foreach instance [get_cells *] { incr count([get_property $instance ref_name]) }
foreach cell [lsort [array names count]] { puts "$count($cell) $cell" }
