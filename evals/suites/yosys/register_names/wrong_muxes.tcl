select -write registers.txt {t:$_*MUX*}
