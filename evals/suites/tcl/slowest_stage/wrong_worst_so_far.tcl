set file [open timing.rpt]
set arriving 0
set worst -1
while {[gets $file line] >= 0} {
    if {[string match "Startpoint:*" $line]} { set arriving 1
    } elseif {$arriving && [regexp {^\s*(-?[\d.]+)\s+-?[\d.]+ [v^] (\S+/\S+)} $line -> delay pin]} {
        if {$delay > $worst} { lassign [list $delay $pin] worst name }
    } elseif {$arriving && [string match "*data arrival time" $line]} { set arriving 0; puts "$name $worst" }
}
