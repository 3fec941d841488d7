set text x
while 1 { append text $text }
