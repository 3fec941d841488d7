set_case_analysis 1 [get_ports enable]
