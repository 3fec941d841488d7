set_load 0.05 [all_outputs]
foreach port [all_inputs] {
    if {[get_full_name $port] ne "clk"} { set_input_transition 0.2 $port }
}
