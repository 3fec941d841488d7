yosys -import
read_verilog design.v
synth -auto-top -flatten -lut 4
