hierarchy -auto-top
flatten
