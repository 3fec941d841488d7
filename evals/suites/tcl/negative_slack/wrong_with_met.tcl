set count 0
set total 0.0
set file [open endpoints.rpt]
foreach line [split [read $file] \n] {
    if {[regexp {(-?[\d.]+) \((VIOLATED|MET)\)} $line -> slack]} { incr count; set total [expr {$total + $slack}] }
}
puts [format "violations %d tns %.2f" $count $total]
