set file [open cells.csv]
set count 0
while {[gets $file line] >= 0} {
    if {[lindex [split $line ,] 1] eq "DFF"} { incr count }
}
close $file
puts $count
