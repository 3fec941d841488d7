foreach name [lsort [lmap pin [all_registers -clock_pins] {get_full_name $pin}]] { puts $name }
