"""Procedures, variables and sourced files of Tcl texts."""

from __future__ import annotations

import pytest

from edascribe_grammars import edit, parse, symbols

# Each variable as name, first letter of its use and the index of its procedure.
VARIABLES = [
    ("set a $b", "a s -, b r -"),
    ("set a", "a r -"),
    ("set a(x) $b(y)$::c::d", "a s -, b r -, ::c::d r -"),
    ('puts "${a b} ${c(d)}"', "a b r -, c r -"),
    ("proc p {x {y 1} args} { set z $x }", "x s 0, y s 0, args s 0, z s 0, x r 0"),
    ("proc p {} { proc q {} { set a 1 }; set b 1 }; set c 1", "a s 1, b s 0, c s -"),
    ("foreach {a b} $l c $m {}", "a s -, b s -, l r -, c s -, m r -"),
    ("lassign $l a b; gets $f c; incr d; append e x; lappend f x", "l r -, a s -, b s -, f r -, c s -, d s -, e s -, f s -"),
    ("regexp -nocase -start 3 -- {(a)} $x all one", "x r -, all s -, one s -"),
    ("regsub -all {a} $x b y", "x r -, y s -"),
    ("catch {foo} m o; try {a} on error {n p} {b}", "m s -, o s -, n s -, p s -"),
    ("upvar 1 a b; upvar c d; global e f; variable g 1", "b l -, d l -, e l -, f l -, g l -"),
    ("info exists a; array names b; unset c; array set d {x 1}", "a r -, b r -, c r -, d s -"),
    ("if {$a > [foo $b]} {set c $d}", "a r -, b r -, c s -, d r -"),
    ("set {a b} 1; set $c 1; set ${d}_x 1", "c r -, d r -"),
    ("foo {$a} {^b$}", ""),
    ("dict for {k v} $d {puts $k}; dict set e x 1", "k s -, v s -, d r -, k r -, e s -"),
    ("switch -regexp -matchvar m -- $x {a {set b 1}}", "m s -, x r -, b s -"),
]


@pytest.mark.parametrize(("text", "expected"), VARIABLES)
def test_variables(text: str, expected: str) -> None:
    found = symbols(parse(text, "tcl")).variables
    shown = [f"{v.name} {v.use[0]} {'-' if v.scope is None else v.scope}" for v in found]
    assert ", ".join(shown) == expected
    assert all(text[v.start : v.end] == v.name for v in found)


def test_procedures_and_sources() -> None:
    text = "source a.tcl\nproc ns::p {a {b {x y}} args} {\n  source -encoding utf-8 $b\n}\n"
    found = symbols(parse(text, "tcl"))
    (procedure,) = found.procedures
    assert procedure.name == text[procedure.start : procedure.end] == "ns::p"
    assert [(parameter.name, parameter.default) for parameter in procedure.parameters] == [
        ("a", None),
        ("b", "x y"),
        ("args", None),
    ]
    assert [word.text for word in found.sources] == ["a.tcl", "$b"]


def test_symbols_after_an_edit() -> None:
    text = "set a 1\nproc p {x} {puts $x}\nputs $a\n"
    edited = edit(parse(text, "tcl"), 0, 0, "set b $c\n")
    assert symbols(edited) == symbols(parse(edited.text, "tcl"))
