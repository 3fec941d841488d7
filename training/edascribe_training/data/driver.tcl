# Runs the steps in order and writes down what the interpreter holds before and after each. @...@ are replaced by `running`.
@LINK@
rename exit edascribe_exit
proc exit {args} { error "it ends the tool" }
proc edascribe_write {name text} {
    set channel [open $name w]
    puts $channel $text
    close $channel
}
proc edascribe_look {number} {
    set name look$number
    @STATE@
    set variables {}
    foreach each [lsort [info globals]] {
        if {[string match edascribe_* $each] || $each in {errorInfo errorCode auto_index tcl_platform env}} { continue }
        upvar #0 $each value
        if {[array exists value]} {
            if {[array size value]} { lappend variables $each [array get value] }
        } elseif {[info exists value] && $value ne ""} {
            lappend variables $each $value
        }
    }
    lappend variables [lsort [info procs]]
    edascribe_write $name.variables [string range $variables 0 200000]
    set written {}
    foreach each [lsort [glob -nocomplain * */*]] {
        if {![string match look* $each] && [file isfile $each] && [file size $each]} {
            set channel [open $each]
            fconfigure $channel -translation binary
            lappend written $each [file size $each] [zlib crc32 [read $channel]]
            close $channel
        }
    }
    edascribe_write $name.files $written
}
proc edascribe_read {name} {
    set channel [open $name]
    set text [read $channel]
    close $channel
    return $text
}
proc edascribe_mark {number mark} {
    puts "\n<<edascribe $number $mark>>"
    flush stdout
    @MARK@
}
edascribe_look 0
for {set edascribe_step 0} {$edascribe_step < @STEPS@} {incr edascribe_step} {
    foreach edascribe_part {begin probe} edascribe_file {step probe} {
        edascribe_mark $edascribe_step $edascribe_part
        if {[catch {uplevel #0 [edascribe_read $edascribe_file$edascribe_step.tcl]} edascribe_message]} {
            edascribe_mark $edascribe_step error
            puts $edascribe_message
            flush stdout
            edascribe_exit
        }
    }
    edascribe_mark $edascribe_step end
    edascribe_look [expr {$edascribe_step + 1}]
}
edascribe_exit
