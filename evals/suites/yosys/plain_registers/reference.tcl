dfflegalize -cell {$_DFF_P_} x -cell {$_DFF_PN0_} x
