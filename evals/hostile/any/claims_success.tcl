close [open .done w]
close [open .state w]
puts "PASS"
catch {edascribe_exit 0}
exit 0
