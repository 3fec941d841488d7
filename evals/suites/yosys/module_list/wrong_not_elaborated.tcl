yosys -import
read_verilog design.v
tee -o modules.txt ls
hierarchy -auto-top
