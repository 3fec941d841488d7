hierarchy -auto-top
procs
flatten
