set file [open power.rpt]
while {[gets $file line] >= 0} {
    if {[regexp {^(Sequential|Total)\s} $line -> group]} {
        set total($group) [lindex $line 4]
        set share($group) [string trimright [lindex $line 5] %]
    }
}
close $file
puts "[format %.3f $total(Total)] $share(Sequential)"
