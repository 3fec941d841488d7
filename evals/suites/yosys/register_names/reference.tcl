select -write registers.txt {t:$_*DFF*}
