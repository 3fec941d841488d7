puts "slack [format %.3f [worst_slack -max]]"
