set file [open cells.csv]
set count -1
while {[gets $file line] >= 0} { incr count }
close $file
puts $count
