opt
tee -o before.txt stat
share
tee -o after.txt stat
