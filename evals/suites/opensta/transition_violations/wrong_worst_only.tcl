set_max_transition 0.3 [current_design]
report_check_types -max_transition -format end -digits 3 > slew.rpt
