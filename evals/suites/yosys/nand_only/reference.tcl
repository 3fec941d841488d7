synth -auto-top -flatten
abc -g NAND
