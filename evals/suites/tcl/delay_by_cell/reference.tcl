set file [open timing.rpt]
set launching 0
while {[gets $file line] >= 0} {
    if {[string match "Startpoint:*" $line]} {
        set launching 1
    } elseif {[string match "*data arrival time" $line]} {
        set launching 0
    } elseif {$launching && [regexp {^\s*(-?[\d.]+)\s+-?[\d.]+ [v^] \S+/\S+ \((\S+)\)} $line -> delay cell]} {
        incr count($cell)
        set sum($cell) [expr {[info exists sum($cell)] ? $sum($cell) + $delay : $delay}]
    }
}
close $file
set rows [lmap cell [lsort [array names count]] {list $cell $count($cell) [format %.2f $sum($cell)]}]
foreach row [lsort -real -decreasing -index 2 $rows] { puts $row }
