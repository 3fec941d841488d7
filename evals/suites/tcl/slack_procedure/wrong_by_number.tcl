proc slacks {path} {
    set slacks {}
    set file [open $path]
    while {[gets $file line] >= 0} {
        if {[regexp {(-?[\d.]+)\s+\(\w+\)\s*$} $line -> slack]} { lappend slacks [expr {[llength $slacks] / 2}] $slack }
    }
    close $file
    return $slacks
}
