set in [open timing.rpt]
set out [open path.csv w]
puts $out "pin,cell,delay,time"
while {[gets $in line] >= 0} {
    if {[string match "*data arrival time" $line]} break
    if {[regexp {^\s*(-?[\d.]+)\s+(-?[\d.]+) [v^] (\S+/\S+) \((\S+)\)} $line -> delay time pin cell]} { puts $out "$pin,$cell,$time,$delay" }
}
close $in
close $out
