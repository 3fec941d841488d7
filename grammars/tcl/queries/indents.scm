[
  (braced_word)
  (command_substitution)
] @indent.begin

"]" @indent.branch @indent.end

(comment) @indent.ignore
