puts [format "wns %.3f tns %.3f" [worst_negative_slack -max] [total_negative_slack -max]]
