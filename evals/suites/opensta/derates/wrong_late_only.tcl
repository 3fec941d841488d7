set_timing_derate -late 1.06
