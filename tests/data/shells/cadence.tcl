# A stand-in of a Cadence shell: its help and redirection, with commands of our own in the shapes that it prints.

array set said {
addThing {Usage: addThing [-help] -cell <cellName> [-dontSnap]
               -inst <instName> [-loc {x y}] [-count <n>]
               [-status {fixed soft_fixed placed}] [{-early | -late}]

-help                         # Prints out the command usage
-cell <cellName>              # Name of cell (string, required)
-count <n>                    # How many of them, may be given
                              # more than once (int, optional)
-dontSnap                     # Leave it where it is (bool, optional)
-early                        # Early (bool, optional)
-inst <instName>              # Name of instance (string, required)
-late                         # Late (bool, optional)
-loc {x y}                    # Where it is put (point, optional)
-status {fixed soft_fixed placed}
                              # How firmly it stands
                              # afterwards (enum, optional)
}
mem_spread {Description:
Look at the memories. Then at their slack.
Usage: mem_spread [-help] [-mask <string>] [-neg_only] <inst name>...
-help                   # Prints out the command usage
-mask <string>          # Instances to look at. Default * (string, optional)
-neg_only               # Only negative slack. Default False (bool, optional)
}
syn_some {  syn_some: makes gates of it

Usage: syn_some [-physical] [-effort {low|medium|high}] [<design>+] [> file]

    [-physical]:
        with places
    [-effort {low|medium|high}]:
        how hard to try
    [<design>+]:
        what it is done to
}
}

proc get_db {args} {
    switch -- [lindex $args end] {
        program_short_name {return innovus}
        program_version {return "23.12-s091_1, built Mon Jan 1"}
    }
    error "no such attribute"
}
proc help {name args} {
    global said
    if {$name eq "crashes"} {error "something went wrong inside"}
    set text ""
    if {$name eq "help"} {set text "Usage: help \[-help\] <command>"}
    if {[info exists said($name)]} {set text $said($name)}
    if {[lindex $args 0] eq ">"} {
        set channel [open [lindex $args 1] w]
        puts $channel $text
        close $channel
    } else {
        puts $text
    }
}
foreach name {addThing mem_spread syn_some crashes} {proc $name {args} {}}
