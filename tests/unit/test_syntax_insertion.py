"""The verdict on insertions, in files that are clean and in files that are broken elsewhere."""

from __future__ import annotations

import pytest

from edascribe_grammars import Language, edit, parse, sound_insertion

BROKEN_TCL = "proc broken {} {\n  puts {a\n}\n\n"
BROKEN_PYTHON = "def broken(:\n    pass\n\n\n"

# The insertion stands between $< and $>.
SOUND: list[tuple[Language, str]] = [
    ("tcl", "set x $<[foo]$>\n"),
    ("tcl", "if {$a} $<{\n  b\n}$>\n"),
    ("tcl", "proc p {} {\n  create_clock $<-period 10 [get_ports clk]$>\n}\n"),
    ("tcl", "create_clock $<-name \\$>\n  -period 10\n"),
    ("tcl", BROKEN_TCL + "set x $<[foo]$>\nputs $x\n"),
    ("tcl", BROKEN_TCL + "if {$a} $<{$>\n  b\n} else {\n  c\n}\n"),
    ("tcl", BROKEN_TCL + "if {$a} {\n  b\n} $<else {$>\n  c\n}\n"),
    ("tcl", "puts [foo $<bar]$>\n" + BROKEN_TCL),
    ("python", "x = $<[1, 2]$>\n"),
    ("python", "def f(x):\n    return $<x + 1$>\n"),
    ("python", "x = 1\n$<def f(x):$>\n"),
    ("python", BROKEN_PYTHON + "def f(x):\n    y = 1\n    return $<(x + y)$>\n"),
    ("python", BROKEN_PYTHON + "@a.b$<(c)$>\n@d\nclass E:\n    f = 1\n"),
    ("python", BROKEN_PYTHON + "def f(x):\n    # first $<(or last$>\n    return x\n"),
    ("python", BROKEN_PYTHON + 'def f(x):\n    """Says:\n\n    what $<(it) is [$>\n    """\n    return (\n'),
    ("python", "if x:\n    # one $<(two$>\n    y = (\n" + BROKEN_PYTHON),
    ("python", "def f(x$<, y):$>\n    return (x\n"),
    ("python", "if x:\n    pass\nelif $<y:$>\n    return (x\n"),
    ("python", "@option($<'-x')$>\n@option('-y'\ndef f(x):\n    pass\n"),
    ("python", "x = {\n    'a': $<(1, 2),$>\n    'b: 3,\n}\n"),
    ("python", BROKEN_PYTHON + "if x$<:$>\n    y = 1\nelse:\n    y = 2\n"),
]
UNSOUND: list[tuple[Language, str]] = [
    ("tcl", "set x $<[foo$>\n"),
    ("tcl", "if {$a} $<{$>\n  b\n"),
    ("tcl", "proc p {} {\n  create_clock $<-period 10 [get_ports clk$>\n}\n"),
    ("tcl", "proc p {} $<$>\n  a\n}\n"),
    ("tcl", "if {$a $<and $b} {c}$>\n"),
    ("tcl", BROKEN_TCL + "set x $<[foo$>\nputs $x\n"),
    ("tcl", BROKEN_TCL + "if {$a} {\n  b\n}$<else {$>\n  c\n}\n"),
    ("tcl", BROKEN_TCL + 'puts $<"a$>\n'),
    ("tcl", "puts $<]\n}$>\n" + BROKEN_TCL),
    ("python", "x = $<[1, 2$>\n"),
    ("python", "def f(x):\n    return $<x +$>\n"),
    ("python", BROKEN_PYTHON + "def f(x):\n    y = 1\n    return $<(x + y$>\n"),
    ("python", BROKEN_PYTHON + "def g(x)$<$>\n    return x\n"),
    ("python", "@option($<('-x')$>\n@option('-y'\ndef f(x):\n    pass\n"),
    ("python", "x = {\n    'a': $<(1, 2,$>\n    'b: 3,\n}\n"),
    ("python", BROKEN_PYTHON + "def f(x):\n    y = '$<a$>\n    return x\n"),
    ("python", BROKEN_PYTHON + 'def f(x):\n    """Says $<what."""$> it is\n    """\n    return x\n'),
]


def split(marked: str) -> tuple[str, str, str]:
    before, rest = marked.split("$<")
    completion, after = rest.split("$>")
    return before, completion, after


@pytest.mark.parametrize(("language", "marked"), SOUND)
def test_sound(language: Language, marked: str) -> None:
    before, completion, after = split(marked)
    assert sound_insertion(before, completion, after, language) == ()
    assert sound_insertion(before, completion, after, language, known=parse(before + after, language)) == ()


@pytest.mark.parametrize(("language", "marked"), UNSOUND)
def test_unsound(language: Language, marked: str) -> None:
    before, completion, after = split(marked)
    faults = sound_insertion(before, completion, after, language)
    assert faults
    assert faults == parse(before + completion + after, language).faults
    assert sound_insertion(before, completion, after, language, known=parse(before + after, language))


def test_an_edit_keeps_the_chunks_that_it_does_not_touch() -> None:
    text = "".join(f"set a{number} [foo {number}]\n" for number in range(1000))
    before = parse(text, "tcl")
    chunks = before.chunks
    after = edit(before, text.index("500]"), text.index("500]"), "x")
    kept = {id(chunk) for chunk in chunks} & {id(chunk) for chunk in after.chunks}
    assert len(kept) >= 998
    assert after.calls == parse(after.text, "tcl").calls


def test_an_edit_that_opens_a_brace_takes_all_that_follows() -> None:
    text = "".join(f"set a{number} 1\n" for number in range(100))
    opened = edit(parse(text, "tcl"), 0, 0, "foo {")
    assert [(fault.code, fault.start) for fault in opened.faults] == [("syntax/missing-close-brace", 4)]
    assert len(opened.starts) == 1
    assert edit(opened, 0, 5, "").starts == parse(text, "tcl").starts
