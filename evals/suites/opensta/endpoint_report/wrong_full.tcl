report_checks -path_delay max -group_count 5 > ends.rpt
