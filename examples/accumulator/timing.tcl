#!/usr/bin/env sta
# Timing of the accumulator after synthesis: run with `sta -exit timing.tcl` in this folder.
read_liberty /usr/share/qflow/tech/osu018/osu018_stdcells.lib
read_verilog accumulator.v
link_design accumulator
read_sdc constraints.sdc

# The slowest path, which a slip of the finger hides:
report_checks -path_dealy max

# Report the total negative slack


# Report the power of the design


# Report the worst slack with 3 digits


# Report the clock properties, then the worst negative slack


