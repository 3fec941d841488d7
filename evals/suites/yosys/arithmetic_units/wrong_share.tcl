share
