yosys -import
read_verilog design.v
synth -auto-top
dfflibmap -liberty cells.lib
opt_clean
write_verilog -noattr chip.v
