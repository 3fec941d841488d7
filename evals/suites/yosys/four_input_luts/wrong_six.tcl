synth -auto-top -flatten -lut 6
