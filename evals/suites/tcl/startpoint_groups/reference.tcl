set file [open summary.rpt]
while {[gets $file line] >= 0} {
    if {[regexp {^(\S+) \(\S+\)\s+\S+ \(\S+\)\s+(-?[\d.]+)$} [string trim $line] -> start slack]} { lappend slacks($start) $slack }
}
close $file
set rows [lmap start [lsort [array names slacks]] {list $start [llength $slacks($start)] [tcl::mathfunc::min {*}$slacks($start)]}]
foreach row [lsort -real -index 2 $rows] { puts $row }
