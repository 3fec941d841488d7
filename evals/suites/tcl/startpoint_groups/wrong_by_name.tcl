set file [open summary.rpt]
while {[gets $file line] >= 0} {
    if {[regexp {^(\S+) \(\S+\)\s+\S+ \(\S+\)\s+(-?[\d.]+)$} [string trim $line] -> start slack]} { lappend slacks($start) $slack }
}
foreach start [lsort [array names slacks]] { puts "$start [llength $slacks($start)] [tcl::mathfunc::min {*}$slacks($start)]" }
