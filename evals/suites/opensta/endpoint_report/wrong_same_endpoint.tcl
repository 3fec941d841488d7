report_checks -path_delay max -format end -endpoint_count 5 > ends.rpt
