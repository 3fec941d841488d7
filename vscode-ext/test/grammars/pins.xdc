# SYNTAX TEST "source.xdc" "XDC: Vivado's commands upon those of SDC"

set_property -dict {PACKAGE_PIN W5 IOSTANDARD LVCMOS33} [get_ports clk]
# <------------ support.function.xdc
#            ^^^^^ constant.other.option.tcl
#                   ^^^^^^^^^^^ string.unquoted.braced.tcl
#                                                        ^^^^^^^^^ support.function.sdc
create_clock -period 10 [get_ports clk]
# <------------ support.function.sdc
resize_pblock [get_pblocks p] -add {SLICE_X0Y0:SLICE_X9Y9}
# <------------- support.function.xdc
#              ^^^^^^^^^^^ support.function.xdc
