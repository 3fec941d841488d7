report_checks -path_delay max -format end -group_count 5 > ends.rpt
