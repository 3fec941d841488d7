set names [lmap cell [get_fanout -from [get_ports enable] -flat -endpoints_only -only_cells] {get_full_name $cell}]
foreach name [lsort -unique $names] { puts $name }
