tee -o depth.txt ltp -noff
