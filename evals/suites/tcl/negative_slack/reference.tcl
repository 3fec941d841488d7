set count 0
set total 0.0
set file [open endpoints.rpt]
foreach line [split [read $file] \n] {
    if {[regexp {(-[\d.]+) \(VIOLATED\)} $line -> slack]} {
        incr count
        set total [expr {$total + $slack}]
    }
}
close $file
puts [format "violations %d tns %.2f" $count $total]
