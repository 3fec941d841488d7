techmap -map +/adff2dff.v
