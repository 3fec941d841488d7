foreach port [all_inputs] {
    if {[get_full_name $port] ne "clk"} { set_input_delay 1.2 -clock clk $port }
}
set_output_delay 0.8 -clock clk [all_outputs]
