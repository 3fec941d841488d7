set_load 0.2 [all_outputs]
set_input_transition 0.4 [all_inputs]
