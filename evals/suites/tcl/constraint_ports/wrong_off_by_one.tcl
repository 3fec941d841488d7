set file [open netlist.v]
while {[gets $file line] >= 0} {
    if {[regexp {^\s*(input|output)\s+\[(\d+):(\d+)\]\s+(\w+);} $line -> direction high low name]} {
        for {set i $high} {$i > $low} {incr i -1} { puts "$direction $name\[$i\]" }
    } elseif {[regexp {^\s*(input|output)\s+(\w+);} $line -> direction name]} {
        puts "$direction $name"
    }
}
close $file
