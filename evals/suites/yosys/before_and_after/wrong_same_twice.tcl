tee -o before.txt stat
tee -o after.txt stat
opt
share
