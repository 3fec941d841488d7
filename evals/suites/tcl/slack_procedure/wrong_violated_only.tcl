proc slacks {path} {
    set slacks {}
    set file [open $path]
    while {[gets $file line] >= 0} {
        if {[regexp {^(\S+)\s+\(\S+\)\s+\S+\s+\S+\s+(-[\d.]+)\s+\(} $line -> endpoint slack]} { dict set slacks $endpoint $slack }
    }
    close $file
    return $slacks
}
