dfflegalize -cell {$_DFF_P_} x -cell {$_DFF_PP0_} x
