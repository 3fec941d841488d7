tee -o area.txt stat -tech cmos
