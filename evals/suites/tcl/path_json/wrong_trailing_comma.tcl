set in [open summary.rpt]
set out [open paths.json w]
puts $out "\["
while {[gets $in line] >= 0} {
    if {[regexp {^(\S+)\s+\(\S+\)\s+(\S+)\s+\(\S+\)\s+(-?[\d.]+)\s*$} $line -> start end slack]} {
        puts $out "{\"start\": \"$start\", \"end\": \"$end\", \"slack\": $slack},"
    }
}
puts $out "\]"
close $in
close $out
