synth -auto-top -flatten
