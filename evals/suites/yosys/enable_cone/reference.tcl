select -set registers {t:$_*DFF*}
select -set logic {t:*} @registers %d
select -set reached w:enable
for {set i 0} {$i < 200} {incr i} { select -set reached @reached %co1 @registers %d }
select -write cone.txt @reached %co1 @registers %i
