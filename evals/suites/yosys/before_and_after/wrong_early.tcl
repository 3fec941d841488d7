tee -o before.txt stat
opt -full
techmap
tee -o after.txt stat
