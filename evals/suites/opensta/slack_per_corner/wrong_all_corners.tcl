foreach corner {slow fast} {
    puts "$corner [format %.3f [worst_slack -max]] [format %.3f [worst_slack -min]]"
}
