set block [string repeat x 100000]
while 1 { puts $block }
