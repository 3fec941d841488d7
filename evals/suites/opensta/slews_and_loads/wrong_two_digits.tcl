report_checks -path_delay max -fields {capacitance slew input_pin} > path.rpt
