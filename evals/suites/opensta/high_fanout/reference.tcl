set rows {}
foreach net [get_nets *] {
    set loads 0
    foreach pin [get_pins -of_objects $net] {
        if {[get_property $pin direction] eq "input"} { incr loads }
    }
    if {$loads > 6} { lappend rows [list [get_full_name $net] $loads] }
}
set file [open fanout.txt w]
foreach row [lsort -integer -decreasing -index 1 [lsort -index 0 $rows]] { puts $file $row }
close $file
