read_verilog design.v
synth -auto-top -flatten
abc -liberty cells.lib
opt_clean
write_verilog -noattr mapped.v
