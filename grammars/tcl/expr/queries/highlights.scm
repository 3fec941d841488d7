(number) @number
(variable) @variable
(quoted_word) @string
(braced_word) @string
(escape) @string.escape
[(binary_operator) (unary_operator) (sign) "?" ":"] @operator
["(" ")" "[" "]"] @punctuation.bracket
"," @punctuation.delimiter
(invalid) @error
(unclosed) @error
(command . (bare_word) @function.call)

((name) . "(") @function.builtin

((name) @boolean
  (#any-of? @boolean "true" "false" "yes" "no" "on" "off"))
