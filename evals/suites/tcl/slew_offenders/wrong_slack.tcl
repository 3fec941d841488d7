set file [open slew.rpt]
set count 0
while {[gets $file line] >= 0} {
    if {[regexp {^(\S+)\s+([\d.]+)\s+([\d.]+)\s+(-?[\d.]+) \(} $line -> pin limit transition slack] && $slack < -1.5 * $limit} {
        puts $pin
        incr count
    }
}
close $file
puts "total $count"
