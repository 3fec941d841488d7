puts [format "wns %.3f tns %.3f" [total_negative_slack -max] [worst_negative_slack -max]]
