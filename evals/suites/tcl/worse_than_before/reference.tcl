proc slacks {path} {
    set slacks {}
    set file [open $path]
    while {[gets $file line] >= 0} {
        if {[regexp {^(\S+)\s+\(\S+\)\s+\S+\s+\S+\s+(-?[\d.]+)\s+\(} $line -> endpoint slack]} { dict set slacks $endpoint $slack }
    }
    close $file
    return $slacks
}
set old [slacks previous.rpt]
set rows {}
dict for {endpoint slack} [slacks endpoints.rpt] {
    if {[dict exists $old $endpoint] && $slack < [dict get $old $endpoint]} {
        set before [dict get $old $endpoint]
        lappend rows [list $endpoint $before $slack [expr {round(100 * ($before - $slack))}]]
    }
}
foreach row [lsort -integer -decreasing -index 3 [lsort -index 0 $rows]] { puts [lrange $row 0 2] }
