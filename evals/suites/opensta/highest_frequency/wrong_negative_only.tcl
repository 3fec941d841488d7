puts [format %.0f [expr {1000.0 / ([get_property [get_clocks clk] period] - [worst_negative_slack -max])}]]
