read_verilog design.v
synth -auto-top -flatten
write_verilog -noattr mapped.v
