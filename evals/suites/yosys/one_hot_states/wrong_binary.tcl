fsm -encoding binary
