set names {}
foreach path [find_timing_paths -path_delay max -from [get_clocks clk_b] -to [get_clocks clk_a] -group_count 100000] {
    lappend names [get_full_name [get_property $path endpoint]]
}
foreach name [lsort -unique $names] { puts $name }
