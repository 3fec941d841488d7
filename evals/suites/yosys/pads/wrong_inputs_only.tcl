iopadmap -bits -inpad INPAD Y:P
