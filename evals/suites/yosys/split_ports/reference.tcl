splitnets -ports
