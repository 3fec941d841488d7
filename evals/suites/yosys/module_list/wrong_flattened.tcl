flatten
tee -o modules.txt ls
