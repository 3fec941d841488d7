iopadmap -bits -outpad BUFX2 A:Y
