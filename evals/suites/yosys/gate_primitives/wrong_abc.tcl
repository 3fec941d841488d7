techmap
abc
