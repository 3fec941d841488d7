tee -o depth.txt stat
