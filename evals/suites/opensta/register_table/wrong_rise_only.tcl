set rows {}
foreach cell [all_registers -cells] {
    set name [get_full_name $cell]
    lappend rows "$name,[get_property $cell ref_name],[format %.3f [get_property [get_pins $name/D] max_rise_slack]]"
}
set file [open registers.csv w]
foreach row [lsort $rows] { puts $file $row }
close $file
