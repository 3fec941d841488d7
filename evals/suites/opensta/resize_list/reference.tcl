set names {}
foreach instance [get_cells *] {
    if {[get_property $instance ref_name] ne "INVX1"} continue
    set loads 0
    set net [get_nets -of_objects [get_pins [get_full_name $instance]/Y]]
    foreach pin [get_pins -of_objects $net] {
        if {[get_property $pin direction] eq "input"} { incr loads }
    }
    if {$loads > 3} { lappend names [get_full_name $instance] }
}
set file [open eco.tcl w]
foreach name [lsort $names] { puts $file "replace_cell $name INVX4" }
close $file
