puts [format %.3f [total_negative_slack]]
