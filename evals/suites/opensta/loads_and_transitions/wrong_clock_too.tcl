set_load 0.05 [all_outputs]
set_input_transition 0.2 [all_inputs]
