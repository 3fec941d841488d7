iopadmap -inpad INPAD Y:P -outpad OUTPAD A:P
