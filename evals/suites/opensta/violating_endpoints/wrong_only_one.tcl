set file [open violations.csv w]
puts $file "endpoint,slack"
foreach end [find_timing_paths -path_delay max] {
    puts $file "[get_full_name [get_property $end endpoint]],[format %.3f [get_property $end slack]]"
}
close $file
