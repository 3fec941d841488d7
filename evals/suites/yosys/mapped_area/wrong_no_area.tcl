tee -o area.txt stat
