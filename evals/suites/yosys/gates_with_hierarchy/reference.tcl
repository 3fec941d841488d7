synth -auto-top
