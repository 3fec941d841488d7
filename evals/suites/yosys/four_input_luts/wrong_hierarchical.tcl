synth -auto-top -lut 4
