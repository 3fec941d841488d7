set file [open cells.csv]
gets $file
while {[gets $file line] >= 0} { incr count([lindex [split $line ,] 1]) }
foreach cell [lsort [array names count]] { puts "$cell $count($cell)" }
