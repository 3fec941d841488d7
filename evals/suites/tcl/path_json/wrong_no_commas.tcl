set in [open summary.rpt]
set rows {}
while {[gets $in line] >= 0} {
    if {[regexp {^(\S+)\s+\(\S+\)\s+(\S+)\s+\(\S+\)\s+(-?[\d.]+)\s*$} $line -> start end slack]} {
        lappend rows "{\"start\": \"$start\", \"end\": \"$end\", \"slack\": $slack}"
    }
}
close $in
set out [open paths.json w]
puts $out "\["
puts $out [join $rows "\n"]
puts $out "\]"
close $out
