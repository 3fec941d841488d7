set_timing_derate -early -clock 0.95
set_timing_derate -late -clock 1.06
