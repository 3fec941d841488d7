set in [open timing.rpt]
set out [open slacks.csv w]
puts $out "startpoint,endpoint,slack"
while {[gets $in line] >= 0} {
    regexp {^Startpoint: (\S+)} $line -> start
    regexp {^Endpoint: (\S+)} $line -> end
    if {[regexp {([\d.]+)\s+slack} $line -> slack]} { puts $out "$start,$end,$slack" }
}
close $out
