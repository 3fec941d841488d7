set file [open endpoints.rpt]
while {[gets $file line] >= 0} {
    if {[regexp {^(\S+)\s+\(\S+\)\s+\S+\s+\S+\s+(-?[\d.]+)} $line -> endpoint slack]} { set name $endpoint; set worst $slack }
}
puts "$name $worst"
