set file [open endpoints.rpt]
set worst ""
while {[gets $file line] >= 0} {
    if {[regexp {^(\S+)\s+\(\S+\)\s+\S+\s+\S+\s+(-?[\d.]+)} $line -> endpoint slack]} {
        if {$worst eq "" || $slack < $worst} { lassign [list $endpoint $slack] name worst }
    }
}
close $file
puts "$name $worst"
