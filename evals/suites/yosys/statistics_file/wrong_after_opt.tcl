opt_clean -purge
abc -g AND
tee -o stat.txt stat
