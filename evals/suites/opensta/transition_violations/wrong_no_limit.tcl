set_max_transition 3 [current_design]
report_check_types -all_violators -max_transition -format end -digits 3 > slew.rpt
