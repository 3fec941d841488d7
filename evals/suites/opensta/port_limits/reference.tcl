set_max_capacitance 0.2 [all_outputs]
set_max_transition 0.4 [all_inputs]
