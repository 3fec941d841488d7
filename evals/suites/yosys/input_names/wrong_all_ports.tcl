select -write inputs.txt x:*
