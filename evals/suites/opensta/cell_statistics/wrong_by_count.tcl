foreach instance [get_cells *] { incr count([get_property $instance ref_name]) }
foreach {cell number} [lsort -integer -stride 2 -index 1 [array get count]] { puts "$cell $number" }
