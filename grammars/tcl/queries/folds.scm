[
  (braced_word)
  (quoted_word)
  (command_substitution)
] @fold
