define_corners slow fast
read_liberty -corner slow cells.lib
read_liberty -corner fast cells.lib
read_verilog design.v
link_design $top
