set in [open cells.csv]
set out [open fix.tcl w]
gets $in
while {[gets $in line] >= 0} {
    lassign [split $line ,] instance cell fanout
    if {$cell eq "INVX1" && $fanout >= 4} { puts $out "replace_cell $instance INVX4" }
}
close $in
close $out
