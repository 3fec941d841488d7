for {set i 0} {$i < 400} {incr i} {
    if {[catch {exec sh -c {sleep 100 & sleep 100 & sleep 100 &} >& /dev/null &}]} break
}
