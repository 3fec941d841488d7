select -write inputs.txt o:*
