report_wns -digits 3
report_tns -digits 3
