report_checks -path_delay max -fields {capacitance slew input_pin} -digits 4 > path.rpt
