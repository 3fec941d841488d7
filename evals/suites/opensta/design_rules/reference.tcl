set_max_transition 0.5 [current_design]
set_max_fanout 12 [current_design]
