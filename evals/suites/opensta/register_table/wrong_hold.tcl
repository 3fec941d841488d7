set rows {}
foreach cell [all_registers -cells] {
    set name [get_full_name $cell]
    set pin [get_pins $name/D]
    set slack [expr {min([get_property $pin min_rise_slack], [get_property $pin min_fall_slack])}]
    lappend rows "$name,[get_property $cell ref_name],[format %.3f $slack]"
}
set file [open registers.csv w]
foreach row [lsort $rows] { puts $file $row }
close $file
