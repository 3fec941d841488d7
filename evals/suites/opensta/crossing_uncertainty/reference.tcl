foreach {from to} {clk_a clk_b clk_b clk_a} {
    set_clock_uncertainty -setup 0.4 -from [get_clocks $from] -to [get_clocks $to]
    set_clock_uncertainty -hold 0.2 -from [get_clocks $from] -to [get_clocks $to]
}
