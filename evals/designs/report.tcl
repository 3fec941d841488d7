# Writes the reports that plain Tcl tasks read; `make designs` sets DESIGN, LIBERTY, NETLIST, PERIOD and OUTPUT.
read_liberty $::env(LIBERTY)
read_verilog $::env(NETLIST)
link_design $::env(DESIGN)
create_clock -name clk -period $::env(PERIOD) [get_ports clk]
set_input_delay 0.4 -clock clk [get_ports enable]
set_output_delay 0.3 -clock clk [all_outputs]
report_checks -path_delay max -format full -group_count 12 > $::env(OUTPUT)/timing.rpt
report_checks -path_delay max -format summary -group_count 12 > $::env(OUTPUT)/summary.rpt
report_checks -path_delay max -format end -group_count 12 > $::env(OUTPUT)/endpoints.rpt
set cells [open $::env(OUTPUT)/cells.csv w]
puts $cells "instance,cell,fanout"
foreach instance [lsort -command {apply {{a b} {string compare [get_full_name $a] [get_full_name $b]}}} [get_cells *]] {
    set fanout 0
    foreach pin [get_pins -of_objects $instance] {
        if {[get_property $pin direction] eq "output"} {
            foreach net [get_nets -of_objects $pin] { set fanout [llength [get_pins -of_objects $net]] }
        }
    }
    puts $cells "[get_full_name $instance],[get_property $instance ref_name],$fanout"
}
close $cells
report_power > $::env(OUTPUT)/power.rpt
set_max_transition 0.3 [current_design]
report_check_types -all_violators -max_transition -format end -digits 3 > $::env(OUTPUT)/slew.rpt
# An earlier run, in which most cells were faster and the outputs more constrained.
set_timing_derate -late 0.97
set_timing_derate -late 1.05 [get_lib_cells {*/INVX1 */XNOR2X1}]
set_output_delay 0.5 -clock clk [all_outputs]
report_checks -path_delay max -format end -group_count 11 > $::env(OUTPUT)/previous.rpt
