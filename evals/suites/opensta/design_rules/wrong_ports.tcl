set_max_transition 0.5 [all_outputs]
set_max_fanout 12 [current_design]
