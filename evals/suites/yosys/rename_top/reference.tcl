yosys rename -top chip
