group_path -name in2reg -from [all_inputs]
group_path -name reg2out -to [all_outputs]
