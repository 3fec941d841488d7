puts [lsort [lmap cell [all_registers -cells] {get_full_name $cell}]]
