; Braces are opaque to this grammar: the injections parse those that are code.

(comment) @comment
(quoted_word) @string
(escape) @string.escape
(variable) @variable
(unclosed) @error
(extra_characters) @error
["[" "]"] @punctuation.bracket

(command . (bare_word) @function.call)

((command . (bare_word) @keyword)
  (#any-of? @keyword
    "after" "break" "catch" "continue" "dict" "else" "elseif" "error" "eval" "exit" "expr" "for" "foreach" "global" "if"
    "lmap" "namespace" "package" "proc" "rename" "return" "set" "source" "switch" "tailcall" "throw" "try" "unset" "uplevel"
    "upvar" "variable" "while" "yield"))

((command . (bare_word) @_if (bare_word) @keyword)
  (#eq? @_if "if")
  (#any-of? @keyword "then" "elseif" "else"))

((command . (bare_word) @_try (bare_word) @keyword)
  (#eq? @_try "try")
  (#any-of? @keyword "on" "trap" "finally"))

((command . (bare_word) @_proc . (bare_word) @function)
  (#eq? @_proc "proc"))

((command (bare_word) @attribute)
  (#match? @attribute "^-[A-Za-z_]"))

((bare_word) @number
  (#match? @number "^[-+]?(0[xX][0-9a-fA-F]+|([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?)$"))

((bare_word) @boolean
  (#any-of? @boolean "true" "false" "yes" "no" "on" "off"))
