set file [open stat.rpt]
set rows {}
while {[gets $file line] >= 0} {
    if {[regexp {Number of wires:\s+(\d+)} $line -> total]} continue
    if {[regexp {^\s+(\w+)\s+(\d+)\s*$} $line -> cell count]} { lappend rows [list $cell $count] }
}
close $file
foreach row [lsort -integer -decreasing -index 1 [lsort -index 0 $rows]] {
    lassign $row cell count
    puts [format "%s %.1f" $cell [expr {100.0 * $count / $total}]]
}
