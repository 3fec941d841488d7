report_checks -path_delay max -format end > ends.rpt
