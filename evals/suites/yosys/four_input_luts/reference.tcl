synth -auto-top -flatten -lut 4
