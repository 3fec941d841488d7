foreach name [lsort [lmap pin [all_registers -data_pins -clock clk_b] {get_full_name $pin}]] { puts $name }
