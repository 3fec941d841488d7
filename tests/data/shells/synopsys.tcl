# A stand-in of a Synopsys shell: its help, man and redirect, with commands of our own in the shapes that it prints.
# STAND_IN_REDIRECT names what its redirect can do: variable, file or none.

set synopsys_program_name dc_shell
set sh_product_version U-2022.12-SP3
set sh_enable_page_mode true

array set said {
report_power_use {
 report_power_use     # Show where the power goes
   [-cells]               (Show cells)
   [-nworst <number>]     (Most cells to show: 
                           Value >= 0)
   [-sort_by <sort_method>]
                          (Sort the cells: 
                           Values: name, leakage, 
                           switching, total)
   [-greater_than <threshold>]
                          (Only cells with no less than <threshold>)
   [-rails <rails or names of supply nets>]
                          (Only what these supply)
   [-digits digits]       (Digits behind the point: 
                           Range: 0 to 13)
   [-setup | -hold]       (Which kind of path)
   [object_list]          (Only these cells or nets)
}
define_clock {Usage: define_clock    # Define a clock
        [-name clock_name]     (Name of the clock)
        -period period_value   (Length of a cycle:
                                Value > 0)
        [-through through_list]
                               (Pins on the way)
        [-add]                 (Keep the clocks that are there)
        objects                (Ports or pins)
}
read_script {
 read_script     # Run a script
   [-echo]                (Echo all commands)
   file                   (Script file)
}
set {
 set    # Builtin
}
another_name {
 another_name     # Synonym for 'read_script'
 read_script     # Run a script
   [-echo]                (Echo all commands)
   file                   (Script file)
}
clean_log {
 clean_log     # Removes lines that are there twice
   infile                 (Log to be cleaned)
   outfile                (Clean log)
}
my_proc {
 my_proc    # 
}
broken {
Error: help has no words for this (CMD-040)
}
}
array set manuals {
only_in_man {
2.  Commands                                        Reference

NAME
       only_in_man
              Does a thing that only the manual tells of.

SYNTAX
       status only_in_man
              [-quick]
              [-early | -late]
              -count count_value
              object_list

   Data Types
       count_value      integer
       object_list      list

ARGUMENTS
       -quick
              Makes it quick.
}
}

proc help {args} {
    global said sh_enable_page_mode
    if {$sh_enable_page_mode} {error "--More-- waits for a key"}
    set name [lindex $args end]
    if {$name eq "*"} {
        puts " Builtins:"
        puts "  autoloaded_thing     # is loaded when it is first used"
        return
    }
    if {$name eq "crashes"} {error "something went wrong inside"}
    if {$name eq "help"} {puts " help   # Show help\n   \[-verbose\]   (With arguments)"; return}
    if {[info exists said($name)]} {puts $said($name)}
}
proc man {name} {
    global manuals
    if {![info exists manuals($name)]} {error "no manual entry"}
    puts $manuals($name)
}
proc printed_by {command} {
    set ::printed ""
    rename puts shell_puts
    proc puts {args} {append ::printed [lindex $args end] \n}
    set failed [catch {uplevel #0 $command} message]
    rename puts ""
    rename shell_puts puts
    if {$failed} {error $message}
    return $::printed
}
proc redirect {option target command} {
    if {$::env(STAND_IN_REDIRECT) eq "none"} {error "unknown command redirect"}
    if {$option eq "-variable" && $::env(STAND_IN_REDIRECT) eq "variable"} {
        set ::$target [printed_by $command]
    } elseif {$option eq "-file"} {
        set channel [open $target w]
        puts $channel [printed_by $command]
        close $channel
    } else {
        error "unknown option $option"
    }
}
foreach name {another_name report_power_use define_clock read_script clean_log my_proc broken only_in_man crashes silent} {proc $name {args} {}}
