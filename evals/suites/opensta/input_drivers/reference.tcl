foreach port [all_inputs] {
    if {[get_full_name $port] ne "clk"} { set_driving_cell -lib_cell BUFX2 -pin Y $port }
}
