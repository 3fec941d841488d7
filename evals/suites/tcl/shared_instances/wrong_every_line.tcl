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
        dict incr seen $instance
    }
}
close $file
set rows {}
dict for {instance on} $seen {
    if {2 * $on > $paths} { lappend rows [list $instance $on] }
}
foreach row [lsort -integer -decreasing -index 1 [lsort -index 0 $rows]] { puts $row }
