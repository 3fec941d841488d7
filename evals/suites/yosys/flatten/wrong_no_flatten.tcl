hierarchy -auto-top
procs
