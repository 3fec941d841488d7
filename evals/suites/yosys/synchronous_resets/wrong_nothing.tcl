opt_dff
