report_checks -path_delay min -format end -group_count 5 > ends.rpt
