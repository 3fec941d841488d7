read_verilog design.v
synth -auto-top -flatten
dfflibmap -liberty cells.lib
abc -liberty cells.lib
setundef -zero
connect -set enable 1'b0
opt_clean
write_verilog -noattr mapped.v
