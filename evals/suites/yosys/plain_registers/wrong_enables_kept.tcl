dfflegalize -cell {$_DFF_P_} x -cell {$_DFFE_PP_} x -cell {$_DFF_PN0_} x -cell {$_DFFE_PN0P_} x
