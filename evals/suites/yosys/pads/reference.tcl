iopadmap -bits -inpad INPAD Y:P -outpad OUTPAD A:P
