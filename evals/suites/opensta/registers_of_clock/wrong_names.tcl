foreach cell [all_registers -cells -clock [get_clocks clk_b]] { puts [get_full_name $cell] }
