set file [open endpoints.rpt]
set worst 1e9
while {[gets $file line] >= 0} {
    if {[regexp {^(\S+)\s+\(\S+\)\s+(-?[\d.]+)} $line -> endpoint slack] && $slack < $worst} { set name $endpoint; set worst $slack }
}
puts "$name $worst"
