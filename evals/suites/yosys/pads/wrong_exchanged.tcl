iopadmap -bits -inpad OUTPAD A:P -outpad INPAD Y:P
