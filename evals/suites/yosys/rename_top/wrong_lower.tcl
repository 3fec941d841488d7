yosys rename -top CHIP
