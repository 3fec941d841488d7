tee -o stat.txt stat
