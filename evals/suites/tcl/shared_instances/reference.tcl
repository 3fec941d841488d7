set file [open timing.rpt]
set paths 0
set launching 0
while {[gets $file line] >= 0} {
    if {[string match "Startpoint:*" $line]} {
        incr paths
        set launching 1
    } elseif {[string match "*data arrival time" $line]} {
        set launching 0
    } elseif {$launching && [regexp {[v^] (\S+)/\S+ \(} $line -> instance]} {
        dict set seen $instance $paths 1
    }
}
close $file
set rows {}
dict for {instance on} $seen {
    if {2 * [dict size $on] > $paths} { lappend rows [list $instance [dict size $on]] }
}
foreach row [lsort -integer -decreasing -index 1 [lsort -index 0 $rows]] { puts $row }
