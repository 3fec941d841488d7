yosys -import
read_verilog design.v
synth -auto-top -lut 4
