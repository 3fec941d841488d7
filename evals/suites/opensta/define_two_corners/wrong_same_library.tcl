define_corners slow fast
read_liberty cells.lib
read_verilog design.v
link_design $top
