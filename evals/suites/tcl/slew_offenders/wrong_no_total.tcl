set file [open slew.rpt]
while {[gets $file line] >= 0} {
    if {[regexp {^(\S+)\s+([\d.]+)\s+([\d.]+)\s+-?[\d.]+ \(} $line -> pin limit transition] && $transition > 1.5 * $limit} { puts $pin }
}
close $file
