abc -g NAND
tee -o depth.txt ltp -noff
