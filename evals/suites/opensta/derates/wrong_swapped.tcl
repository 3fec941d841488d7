set_timing_derate -early 1.06
set_timing_derate -late 0.95
