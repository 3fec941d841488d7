set file [open timing.rpt]
while {[gets $file line] >= 0} {
    if {[regexp {^\s*(-?[\d.]+)?\s+-?[\d.]+ [v^] \S+/\S+ \((\S+)\)} $line -> delay cell]} {
        incr count($cell)
        if {$delay eq ""} { set delay 0 }
        set sum($cell) [expr {[info exists sum($cell)] ? $sum($cell) + $delay : $delay}]
    }
}
close $file
set rows [lmap cell [lsort [array names count]] {list $cell $count($cell) [format %.2f $sum($cell)]}]
foreach row [lsort -real -decreasing -index 2 $rows] { puts $row }
