set file [open netlist.v]
while {[gets $file line] >= 0} {
    if {[regexp {^\s*(input|output)\s+(?:\[\d+:\d+\]\s+)?(\w+);} $line -> direction name]} { puts "$direction $name" }
}
close $file
