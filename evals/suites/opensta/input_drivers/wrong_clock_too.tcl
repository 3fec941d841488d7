set_driving_cell -lib_cell BUFX2 -pin Y [all_inputs]
