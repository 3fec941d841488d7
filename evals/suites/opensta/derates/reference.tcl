set_timing_derate -early 0.95
set_timing_derate -late 1.06
