set file [open cells.csv]
gets $file
set fanouts [lmap line [split [string trim [read $file]] \n] {lindex [split $line ,] 2}]
puts [format "max %d mean %.2f" [lindex [lsort $fanouts] end] [expr {[tcl::mathop::+ {*}$fanouts] / double([llength $fanouts])}]]
