set_driving_cell -lib_cell BUFX2 -pin Y [get_ports enable]
