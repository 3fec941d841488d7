puts [format %.3f [worst_slack -max]]
