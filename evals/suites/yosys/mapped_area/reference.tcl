tee -o area.txt stat -liberty cells.lib
