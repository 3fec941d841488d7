opt
share
tee -o before.txt stat
tee -o after.txt stat
