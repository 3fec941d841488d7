select -write registers.txt {t:*}
