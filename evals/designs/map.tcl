# Maps one design to the osu018 cells; `make designs` sets the variables SOURCE, TOP, LIBERTY and TARGET.
yosys -import
read_verilog $::env(SOURCE)
synth -flatten -top $::env(TOP)
dfflibmap -liberty $::env(LIBERTY)
abc -liberty $::env(LIBERTY)
setundef -zero
opt_clean -purge
write_verilog -noattr -noexpr -nodec -defparam $::env(TARGET)
