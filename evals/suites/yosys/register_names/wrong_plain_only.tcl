select -write registers.txt {t:$_DFF_P_}
