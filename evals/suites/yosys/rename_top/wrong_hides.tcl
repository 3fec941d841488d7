yosys rename -hide
