set_max_transition 0.3 [current_design]
report_check_types -all_violators -max_transition -verbose -digits 3 > slew.rpt
