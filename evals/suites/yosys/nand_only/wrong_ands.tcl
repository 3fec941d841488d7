synth -auto-top -flatten
abc -g AND
