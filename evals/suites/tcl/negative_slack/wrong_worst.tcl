set count 0
set worst 0.0
set file [open endpoints.rpt]
foreach line [split [read $file] \n] {
    if {[regexp {(-[\d.]+) \(VIOLATED\)} $line -> slack]} { incr count; set worst [expr {min($worst, $slack)}] }
}
puts [format "violations %d tns %.2f" $count $worst]
