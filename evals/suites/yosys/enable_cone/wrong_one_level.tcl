select -write cone.txt w:enable %co2 {t:$_*DFF*} %i
