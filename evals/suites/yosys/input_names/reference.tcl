select -write inputs.txt i:*
