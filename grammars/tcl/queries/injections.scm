; The bodies of Tcl's own commands. Which arguments of a tool's commands are code is known to its command table alone.

((command . (bare_word) @_name (braced_word) @injection.content .)
  (#any-of? @_name "proc" "while" "for" "foreach" "lmap" "if" "catch" "eval" "namespace" "time" "uplevel" "try")
  (#offset! @injection.content 0 1 0 -1)
  (#set! injection.language "tcl"))

((command . (bare_word) @_name (bare_word) @_clause . (braced_word) @injection.content)
  (#eq? @_name "if")
  (#any-of? @_clause "then" "else")
  (#offset! @injection.content 0 1 0 -1)
  (#set! injection.language "tcl"))

((command . (bare_word) @_name . (braced_word) . (braced_word) @injection.content)
  (#any-of? @_name "if" "while")
  (#offset! @injection.content 0 1 0 -1)
  (#set! injection.language "tcl"))

((command . (bare_word) @_name . (braced_word) @injection.content)
  (#any-of? @_name "if" "while" "expr")
  (#offset! @injection.content 0 1 0 -1)
  (#set! injection.language "tcl_expr"))

((command (bare_word) @_clause . (braced_word) @injection.content)
  (#eq? @_clause "elseif")
  (#offset! @injection.content 0 1 0 -1)
  (#set! injection.language "tcl_expr"))
