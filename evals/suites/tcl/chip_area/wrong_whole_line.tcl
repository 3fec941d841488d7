set file [open stat.rpt]
while {[gets $file line] >= 0} { if {[string match "*Chip area*" $line]} { puts [string trim $line] } }
close $file
