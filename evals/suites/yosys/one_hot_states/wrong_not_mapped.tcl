fsm -nomap -encoding one-hot
