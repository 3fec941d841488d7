set in [open summary.rpt]
set out [open paths.md w]
puts $out "| Startpoint | Endpoint | Slack |"
puts $out "|---|---|---|"
while {[gets $in line] >= 0} {
    if {[regexp {^(\S+ \(\S+\))\s+(\S+ \(\S+\))\s+(-?[\d.]+)\s*$} $line -> start end slack]} { puts $out "| $start | $end | $slack |" }
}
close $in
close $out
