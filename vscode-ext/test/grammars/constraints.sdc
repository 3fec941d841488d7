# SYNTAX TEST "source.sdc" "SDC: the format's own commands, in bodies, too"

create_clock -name clk -period 10ns [get_ports {clk a[*]}]
# <------------ support.function.sdc
#            ^^^^^ constant.other.option.tcl
#                              ^^ constant.numeric.tcl
#                                    ^^^^^^^^^ meta.substitution.tcl support.function.sdc
#                                               ^^^^^^^^ string.unquoted.braced.tcl
if {$fast} { set_input_delay 0.5 -clock clk [all_inputs] }
#            ^^^^^^^^^^^^^^^ support.function.sdc
#                            ^^^ constant.numeric.tcl
#                                            ^^^^^^^^^^ support.function.sdc
create_clocks 1
# <------------- meta.command.name.tcl
set create_clock 1
#   ^^^^^^^^^^^^ variable.other.readwrite.tcl
