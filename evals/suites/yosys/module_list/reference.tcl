tee -o modules.txt ls
