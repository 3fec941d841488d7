yosys -import
read_verilog design.v
hierarchy -auto-top
procs
flatten
tee -o modules.txt ls
