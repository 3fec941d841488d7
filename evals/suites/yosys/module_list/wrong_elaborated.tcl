hierarchy -purge_lib
flatten
opt_clean
tee -o modules.txt ls
