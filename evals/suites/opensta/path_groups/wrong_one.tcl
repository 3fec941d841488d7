group_path -name in2reg -from [all_inputs] -to [all_outputs]
