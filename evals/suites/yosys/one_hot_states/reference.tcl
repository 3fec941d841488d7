fsm -encoding one-hot
