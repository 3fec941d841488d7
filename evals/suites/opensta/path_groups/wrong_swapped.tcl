group_path -name in2reg -to [all_outputs]
group_path -name reg2out -from [all_inputs]
