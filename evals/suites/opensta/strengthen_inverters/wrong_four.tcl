foreach instance [get_cells *] {
    if {[get_property $instance ref_name] eq "INVX1"} { replace_cell $instance INVX4 }
}
write_verilog strong.v
