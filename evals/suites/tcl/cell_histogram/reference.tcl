set file [open cells.csv]
gets $file
while {[gets $file line] >= 0} { incr count([lindex [split $line ,] 1]) }
close $file
foreach {cell number} [lsort -stride 2 -index 1 -integer -decreasing [concat {*}[lmap cell [lsort [array names count]] {list $cell $count($cell)}]]] {
    puts "$cell $number"
}
