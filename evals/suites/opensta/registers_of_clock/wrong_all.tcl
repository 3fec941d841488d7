puts [llength [all_registers -cells]]
