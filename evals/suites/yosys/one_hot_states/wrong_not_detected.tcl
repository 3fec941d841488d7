fsm -nodetect -encoding one-hot
