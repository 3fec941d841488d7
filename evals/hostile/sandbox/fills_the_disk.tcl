set block [string repeat x 1000000]
for {set i 0} {$i < 100000} {incr i} {
    catch {
        set file [open fill$i w]
        puts $file $block
        close $file
    }
    if {$i > 60} break
}
