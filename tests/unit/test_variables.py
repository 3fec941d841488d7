"""Variables that are read and never set: found in scopes that are wholly in sight, silent elsewhere."""

from __future__ import annotations

import pytest

from edascribe_codegen.catalogue import load
from edascribe_codegen.check import check


@pytest.mark.parametrize(
    ("text", "unset"),
    [
        ("puts $x", ["x"]),
        ("set x 1\nputs $x", []),
        ("set slack", ["slack"]),
        ("puts $::env(HOME)", []),
        ("puts $env(HOME)", []),
        ("proc f {a} { puts $a; puts $b }", ["b"]),
        ("set b 1\nproc f {a} { puts $b }", ["b"]),
        ("proc f {a} { global b; puts $b }", []),
        ("proc f {a} { upvar $a b; puts $b }", []),
        ("foreach {i j} $list { puts $i$j }", ["list"]),
        ("foreach i {1 2} { puts $i }", []),
        ("mine result\nputs $result", []),
        ("source other.tcl\nputs $x", []),
        ("eval $script\nputs $x", []),
        ("catch {set y 1} message\nputs $message$y", []),
        ("puts {$x}", []),
        ("if {$x > 1} {}", ["x"]),
        ("puts [expr {$a(1) + 1}]", ["a"]),
        ("lassign {1 2} p q\nputs $p$q", []),
        ("regexp {a(.)} $text all one", ["text"]),
        ("set process 1\nputs $process", []),
        ("set x\nset x 1", []),
        ("proc tag {a} { puts $tag }", ["tag"]),
        ("namespace eval n {\nproc f {a} { puts $a$b }\nproc g {b} { puts $b; proc h {} { puts $b } }\n}", ["b", "b"]),
        ("# x\nputs $x", ["x"]),
        ("proc f {} { set x 1 }\nputs $x", ["x"]),
    ],
)
def test_unset_variables(text: str, unset: list[str]) -> None:
    found = check(text, "tcl", load("tcl")).faults
    assert [text[fault.start : fault.end] for fault in found if fault.code == "api/unset-variable"] == unset


def test_the_tools_own_variables_are_given() -> None:
    assert check("puts $sta_report_default_digits", "tcl", load("opensta")).faults == ()
