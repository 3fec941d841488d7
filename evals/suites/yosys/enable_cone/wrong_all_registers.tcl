select -write cone.txt {t:$_*DFF*}
