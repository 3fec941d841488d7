group_path -default -from [all_inputs]
group_path -default -to [all_outputs]
