; What a command defines at the level of its own script; a body is a tree of its own, by injection.

(source_file) @local.scope

((command . (bare_word) @_proc . (bare_word) @local.definition.function)
  (#eq? @_proc "proc"))

((command . (bare_word) @_set . (bare_word) @local.definition.var)
  (#any-of? @_set "set" "incr" "append" "lappend" "foreach" "lmap" "global" "variable"))

(variable) @local.reference

(command . (bare_word) @local.reference)
