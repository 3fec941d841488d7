set_min_delay 0.3 -from [all_inputs] -to [all_outputs]
set_max_delay 2.5 -from [all_inputs] -to [all_outputs]
