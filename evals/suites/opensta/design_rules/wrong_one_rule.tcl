set_max_transition 0.5 [current_design]
