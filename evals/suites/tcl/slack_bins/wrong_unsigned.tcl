set counts {0 0 0 0}
set file [open endpoints.rpt]
while {[gets $file line] >= 0} {
    if {[regexp {([\d.]+) \((MET|VIOLATED)\)} $line -> slack]} {
        set class [expr {$slack < -0.1 ? 0 : $slack < 0 ? 1 : $slack < 0.2 ? 2 : 3}]
        lset counts $class [expr {[lindex $counts $class] + 1}]
    }
}
close $file
puts $counts
