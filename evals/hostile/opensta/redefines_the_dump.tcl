foreach name {write_sdc puts exit} { catch {rename $name ""} }
proc write_sdc {args} {
    set file [open [lindex $args end] w]
    close $file
}
proc puts {args} {}
proc exit {args} { close [open .done w] }
