report_checks -path_delay max -fields {capacitance slew} -digits 4 > path.rpt
