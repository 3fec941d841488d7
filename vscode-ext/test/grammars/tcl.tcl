# SYNTAX TEST "source.tcl" "Tcl: a word's place decides what it is"

# An unbalanced "quote, [ and { in a comment open nothing, and a backslash carries it \
  over to this line: $no [variable]
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.number-sign.tcl
set ::ns::x 3.5e-9 ;# behind a command
# <--- keyword.control.builtin.tcl
#   ^^^^^^^ variable.other.readwrite.tcl
#           ^^^^^^ constant.numeric.tcl
#                   ^^^^^^^^^^^^^^^^^^ comment.line.number-sign.tcl
puts a#b # no comment
#     ^^^^^^^^^^^^^^^ - comment

# Variables
puts "$a(i,$j) ${a b} $::ns::x \$no \[no\]"
#     ^^^^^^^^ string.quoted.double.tcl variable.other.readwrite.tcl
#             ^ - variable
#              ^^^^^^ string.quoted.double.tcl variable.other.readwrite.tcl
#                     ^^^^^^^^ string.quoted.double.tcl variable.other.readwrite.tcl
#                              ^^ constant.character.escape.tcl
#                                   ^^ constant.character.escape.tcl
#                                         ^ string.quoted.double.tcl punctuation.definition.string.end.tcl
set $a(x y) 1
#   ^^^^^^^ variable.other.readwrite.tcl
#           ^ constant.numeric.tcl

# Options, numbers, units, booleans
report_checks -path_delay max -digits 3 -from -1.0 10ns 5% 8'hFF true a-b 1x
#             ^^^^^^^^^^^ constant.other.option.tcl
#                             ^^^^^^^ constant.other.option.tcl
#                                     ^ constant.numeric.tcl
#                                             ^^^^ constant.numeric.tcl
#                                                  ^^ constant.numeric.tcl
#                                                    ^^ constant.numeric.tcl keyword.other.unit.tcl
#                                                       ^ constant.numeric.tcl
#                                                          ^^^^^ constant.numeric.tcl
#                                                                ^^^^ constant.language.boolean.tcl
#                                                                     ^^^ - constant
#                                                                         ^^ - constant

# A line that goes on
report_checks \
#             ^ punctuation.separator.continuation.tcl
  -through u1/Z
# ^^^^^^^^ constant.other.option.tcl

# Strings begin where words do
puts a"b -x "c d"
#     ^ - string
#        ^^ constant.other.option.tcl
#           ^^^^^ string.quoted.double.tcl
list {*}$items {*}"a b"
#    ^^^ keyword.operator.expansion.tcl
#       ^^^^^^ variable.other.readwrite.tcl
#                 ^^^^^ string.quoted.double.tcl

# Braces: data stays whole, also a regular expression
regexp {^[a-z]"(\d+){2}\{$} $line -> n
#      ^^^^^^^^^^^^^^^^^^^^ string.unquoted.braced.tcl
#       ^^^^^^^^^^^^^^^^^^ - meta.substitution.tcl
#                           ^^^^^ variable.other.readwrite.tcl
get_ports data[3]
#             ^^^ meta.index.tcl

# Command substitution
puts "[llength $l] and [x::y {a b}]"
#      ^^^^^^^ meta.embedded.substitution.tcl keyword.control.builtin.tcl
#                       ^^^ entity.name.namespace.tcl
#                          ^ meta.command.name.tcl
#                            ^^^^^ string.unquoted.braced.tcl

# Bodies and conditions
if {$a > 2 && [f x] eq "y"} {
# <-- keyword.control.conditional.tcl
#      ^ keyword.operator.tcl
#        ^ constant.numeric.tcl
#          ^^ keyword.operator.tcl
#                   ^^ keyword.operator.word.tcl
  # it's "one
# ^^^^^^^^^^^ comment.line.number-sign.tcl
} elseif {!$b} { puts 1
# ^^^^^^ keyword.control.conditional.tcl
#         ^ keyword.operator.tcl
#                ^^^^ keyword.control.builtin.tcl
} else { set z [expr {$x ? 1e-9 : max(1, 2)}] }
# ^^^^ keyword.control.conditional.tcl
#        ^^^ keyword.control.builtin.tcl
#                        ^ keyword.operator.tcl
#                          ^^^^ constant.numeric.tcl
#                                 ^^^ support.function.math.tcl
for {set i 0} {$i < 10} {incr i} { f $i }
#    ^^^ keyword.control.builtin.tcl
#                 ^ keyword.operator.tcl
#                        ^^^^ keyword.control.builtin.tcl
#                                    ^^ variable.other.readwrite.tcl
foreach {k v} [array get a] { puts $k }
#        ^ variable.other.readwrite.tcl
#              ^^^^^ keyword.control.builtin.tcl
#                             ^^^^ keyword.control.builtin.tcl
foreach p {a b} { puts $p }
#          ^^^ string.unquoted.braced.tcl
#                 ^^^^ keyword.control.builtin.tcl
switch -exact -- $x {
#      ^^^^^^ constant.other.option.tcl
  a -
# ^ string.unquoted.pattern.tcl
#   ^ keyword.operator.fallthrough.tcl
  {x y} { puts 2 }
# ^^^^^ string.unquoted.braced.tcl
#         ^^^^ keyword.control.builtin.tcl
  default { puts 3 }
# ^^^^^^^ keyword.control.switch.tcl
}
try { f } on error {message options} { puts $message } finally { g }
# <--- keyword.control.exception.tcl
#         ^^ keyword.control.exception.tcl
#                   ^^^^^^^^^^^^^^^ string.unquoted.braced.tcl
#                                      ^^^^ keyword.control.builtin.tcl
#                                                      ^^^^^^^ keyword.control.exception.tcl
for_each_pin pin $pins {
  puts "a"
# ^^^^ keyword.control.builtin.tcl
}

# Procedures
proc ::ns::f {a {b 2} args} {
# <---- keyword.control.function.tcl
#    ^^^^^^^ entity.name.function.tcl
#             ^ variable.parameter.tcl
#                ^ variable.parameter.tcl
#                     ^^^^ variable.parameter.tcl
  return -code error
# ^^^^^^ keyword.control.builtin.tcl
}
puts end
# <---- source.tcl keyword.control.builtin.tcl
