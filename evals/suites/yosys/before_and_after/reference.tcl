tee -o before.txt stat
opt
share
tee -o after.txt stat
