set names {}
foreach instance [get_cells *] {
    if {[get_property $instance ref_name] ne "INVX1"} continue
    lappend names [get_full_name $instance]
}
set file [open eco.tcl w]
foreach name [lsort $names] { puts $file "replace_cell $name INVX4" }
close $file
