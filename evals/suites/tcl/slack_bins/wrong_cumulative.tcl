set counts {0 0 0 0}
set file [open endpoints.rpt]
while {[gets $file line] >= 0} {
    if {[regexp {(-?[\d.]+) \((MET|VIOLATED)\)} $line -> slack]} {
        set index 0
        foreach limit {-0.1 0 0.2 1000} {
            if {$slack < $limit} { lset counts $index [expr {[lindex $counts $index] + 1}] }
            incr index
        }
    }
}
close $file
puts $counts
