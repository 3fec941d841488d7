set_case_analysis rising [get_ports enable]
