set file [open cells.csv]
gets $file
set fanouts [lmap line [split [string trim [read $file]] \n] {lindex [split $line ,] 2}]
puts [format "max %d mean %.2f" [tcl::mathfunc::max {*}$fanouts] [expr {[tcl::mathop::+ {*}$fanouts] / [llength $fanouts]}]]
