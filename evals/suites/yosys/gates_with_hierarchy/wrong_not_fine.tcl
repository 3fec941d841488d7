synth -auto-top -run :fine
