set file [open stat.rpt]
regexp {Number of cells:\s*([\d.]+)} [read $file] -> area
close $file
puts [format %.1f $area]
