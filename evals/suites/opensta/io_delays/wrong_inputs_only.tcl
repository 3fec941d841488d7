foreach port [all_inputs] {
    if {[get_full_name $port] ne "clk"} { set_input_delay 1.2 -clock clk $port }
}
