puts [llength [all_registers -cells -clock [get_clocks clk_b]]]
