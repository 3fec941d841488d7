yosys -import
read_verilog design.v
hierarchy -auto-top
tee -o modules.txt ls
