tee -o stat.txt check
