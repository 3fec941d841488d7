dfflegalize -cell {$_DFF_N_} x -cell {$_DFF_NN0_} x
