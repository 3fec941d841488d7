set file [open stat.rpt]
regexp {Chip area for module [^:]*:\s*([\d.]+)} [read $file] -> area
close $file
puts [format %.1f $area]
