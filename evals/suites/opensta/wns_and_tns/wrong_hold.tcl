puts [format "wns %.3f tns %.3f" [worst_negative_slack -min] [total_negative_slack -min]]
