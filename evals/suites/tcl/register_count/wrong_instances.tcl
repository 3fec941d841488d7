set file [open cells.csv]
set count 0
while {[gets $file line] >= 0} {
    if {[string match DFF* [lindex [split $line ,] 0]]} { incr count }
}
close $file
puts $count
