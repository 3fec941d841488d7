exec sh -c {while :; do : > .state; : > .done; done} >& /dev/null &
