tee -o modules.txt stat
