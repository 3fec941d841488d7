techmap
