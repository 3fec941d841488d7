puts [format %.3f [worst_slack -min]]
