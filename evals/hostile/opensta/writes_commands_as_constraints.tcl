# What is written as constraints is read again: there it tries to run commands of its own.
foreach name {write_sdc sta::write_sdc} { catch {rename $name ""} }
proc write_sdc {args} {
    set file [open [lindex $args end] w]
    puts $file {catch {rename write_sdc ""}}
    puts $file {proc write_sdc {args} {}}
    puts $file {close [open .done w]}
    puts $file {create_clock -name x -period 1 -waveform [list 0 {[close [open .done w]]}] [get_ports {[close [open .done w]]}]}
    close $file
}
