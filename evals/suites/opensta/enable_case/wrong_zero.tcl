set_case_analysis 0 [get_ports enable]
