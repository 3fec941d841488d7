set names [lmap pin [get_fanout -from [get_ports enable] -flat -endpoints_only] {get_full_name $pin}]
foreach name [lsort $names] { puts $name }
