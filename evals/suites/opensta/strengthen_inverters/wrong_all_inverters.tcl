foreach instance [get_cells *] {
    if {[string match "NAND2X1" [get_property $instance ref_name]]} { replace_cell $instance AND2X2 }
}
write_verilog strong.v
