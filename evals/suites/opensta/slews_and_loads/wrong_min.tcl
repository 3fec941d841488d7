report_checks -path_delay min -fields {capacitance slew input_pin} -digits 4 > path.rpt
