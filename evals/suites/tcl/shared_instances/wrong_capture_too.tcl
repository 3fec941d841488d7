set file [open timing.rpt]
set paths 0
while {[gets $file line] >= 0} {
    if {[string match "Startpoint:*" $line]} {
        incr paths
    } elseif {[regexp {[v^] (\S+)/(\S+)} $line -> instance pin] && $pin ne "CLK"} {
        dict set seen $instance $paths 1
    }
}
close $file
set rows {}
dict for {instance on} $seen {
    if {[dict size $on] > 1} { lappend rows [list $instance [dict size $on]] }
}
foreach row [lsort -integer -decreasing -index 1 [lsort -index 0 $rows]] { puts $row }
