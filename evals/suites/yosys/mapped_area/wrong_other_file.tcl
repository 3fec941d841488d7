tee -o stat.txt stat -liberty cells.lib
