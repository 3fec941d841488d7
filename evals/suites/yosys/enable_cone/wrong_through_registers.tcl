select -write cone.txt w:enable %co* {t:$_*DFF*} %i
