"""Command calls: all of a text, the one at the cursor, and their words."""

from __future__ import annotations

import pytest

from edascribe_grammars import TCL_SHAPES, Shape, call_before, parse

CALLS = [
    ("a b; c", ["a b", "c"]),
    ("# a comment\n  a", ["a"]),
    ("set x [foo [bar] baz]", ["set x [foo [bar] baz]", "foo [bar] baz", "bar"]),
    ('puts "a [b] ${c} $d([e])"', ['puts "a [b] ${c} $d([e])"', "b", "e"]),
    ("if {[a] == 1} {b} elseif {[c]} {d} else {e; f}", ["if", "a", "b", "c", "d", "e", "f"]),
    ("proc p {x} {\n  a $x\n  while {1} {b}\n}", ["proc", "a $x", "while {1} {b}", "b"]),
    ("switch $x {a {b} c - default {d e}}", ["switch", "b", "d e"]),
    ("switch $x a {b} c {d}", ["switch", "b", "d"]),
    ("try {a} on error {m} {b} finally {c}", ["try", "a", "b", "c"]),
    ("foreach x $l {a}; lmap x $l {b}", ["foreach", "a", "lmap", "b"]),
    ("for {a} {[b]} {c} {d}", ["for", "a", "b", "c", "d"]),
    ("namespace eval n {a}; dict for {k v} $d {b}", ["namespace", "a", "dict", "b"]),
    (
        "catch {a} m; eval {b}; uplevel 1 {c}; after 5 {d}; time {e}",
        ["catch", "a", "eval", "b", "uplevel", "c", "after", "d", "time", "e"],
    ),
    ("apply {{x} {a $x}} 1", ["apply", "a $x"]),
    ("foo {a b}", ["foo {a b}"]),
    ("expr {[a] + max([b], 1)}", ["expr", "a", "b"]),
    ('expr {"[a]" eq {[b]}}', ["expr", "a"]),
    ("catch a", ["catch a", "a"]),
    ("proc p {} {\n  a [b\n", ["proc", "a [b\n", "b"]),
    ("::foreach x $l {a}", ["::foreach", "a"]),
    ("foreach\\\n x $l {a}", ["foreach\\", "a"]),
    ('foo {*}[a] {*}"b [c]"', ["foo", "a", "c"]),
    ("set x {a}[b]", ["set", "b"]),
]

# The cursor stands at $0; the words of the call there, the last one being the one at the cursor.
CURSOR = [
    ("$0", [""]),
    ("fo$0", ["fo"]),
    ("foo $0", ["foo", ""]),
    ("foo -a$0 b", ["foo", "-a"]),
    ("foo\n$0", [""]),
    ("foo; $0", [""]),
    ("foo; # a$0", None),
    ("# a$0", None),
    ("# a\n$0", [""]),
    ("set x [get_ports -q$0", ["get_ports", "-q"]),
    ("set x [get_ports $0]", ["get_ports", ""]),
    ("set x [$0", [""]),
    ("set x [foo;$0", [""]),
    ("set x [foo] $0", ["set", "x", "[foo]", ""]),
    ("set x [foo]$0", ["set", "x", "[foo]"]),
    ('puts "a [foo $0', ["foo", ""]),
    ('puts "a [foo] $0', ["puts", '"a [foo] ']),
    ("proc p {} {\n  foo -x $0\n}", ["foo", "-x", ""]),
    ("proc p {} {\n  if {[llength $a] > [foo $0", ["foo", ""]),
    ("if {$a} {\n b\n} else {\n c $0", ["c", ""]),
    ("if {$0", ["if", "{"]),
    ("if {[a] && $b$0", ["if", "{[a] && $b"]),
    ("switch $x {\n  a { foo $0", ["foo", ""]),
    ("switch $x {\n  a$0", ["switch", "$x", "{\n  a"]),
    ("foreach x $l { foo $0", ["foo", ""]),
    ('namespace eval a { proc b {} { while 1 { c [d "e $f([g $0', ["g", ""]),
    ("foo {a b$0", ["foo", "{a b"]),
    ("foo \\\n  -a \\\n  $0", ["foo", "-a", ""]),
    ("foo \\$0", ["foo", "\\"]),
    ("set a $x($0", ["set", "a", "$x("]),
    ("set a ${x$0", ["set", "a", "${x"]),
    ("é {🙂} $0", ["é", "{🙂}", ""]),
    ("foo {*}[bar $0", ["bar", ""]),
    ("foo {*}$0", ["foo", "{*}"]),
    ("proc p {} {}\nfoo {a}$0", ["foo", "{a}"]),
    ("apply {{x} { foo $0", ["foo", ""]),
]


@pytest.mark.parametrize(("text", "expected"), CALLS)
def test_calls(text: str, expected: list[str]) -> None:
    calls = parse(text, "tcl").calls
    assert [call.start for call in calls] == sorted(call.start for call in calls)
    shown = [text[call.start : call.end] for call in calls]
    assert [row if " " in wanted else row.split()[0] for row, wanted in zip(shown, expected, strict=True)] == expected
    for call in calls:
        assert all(text[word.start : word.end] == word.text for word in call.words)
        assert (call.words[0].start, max(call.words[-1].end, call.end)) == (call.start, call.end)


@pytest.mark.parametrize(("marked", "expected"), CURSOR)
def test_call_at_the_cursor(marked: str, expected: list[str] | None) -> None:
    offset = marked.index("$0")
    text = marked.replace("$0", "", 1)
    call = call_before(text, offset)
    assert (call and [word.text for word in call.words]) == expected
    if call is not None:
        assert call.words[-1].end == call.end == offset


def test_the_cursor_in_a_tools_own_script() -> None:
    shapes = {**TCL_SHAPES, "with_output_to_variable": Shape(positionals=("variable", "script"))}
    text = "with_output_to_variable x { report_checks -"
    inside = call_before(text, len(text), shapes)
    outside = call_before(text, len(text))
    assert inside is not None
    assert inside.name == "report_checks"
    assert outside is not None
    assert outside.name == "with_output_to_variable"


def test_the_start_of_the_outermost_command_spares_what_is_before() -> None:
    text = "a {\nfoo [bar "
    call = call_before(text, len(text), start=4)
    assert call is not None
    assert [(word.text, word.start) for word in call.words] == [("bar", 9), ("", 13)]


@pytest.mark.parametrize(
    ("word", "kind", "value"),
    [
        ("abc", "bare", "abc"),
        ("{a b}", "braced", "a b"),
        ("{a \\\n   b}", "braced", "a  b"),
        ("{a\\}b}", "braced", "a\\}b"),
        ('"a b"', "quoted", "a b"),
        ('"a \\"b\\""', "quoted", 'a "b"'),
        (r"a\[3\]", "bare", "a[3]"),
        (r"\$x", "bare", "$x"),
        (r"\x41\u00e9\101\n", "bare", "Aé" + "A\n"),
        ("a$", "bare", "a$"),
        ("$x", "bare", None),
        ("a[b]", "bare", None),
        ('"a $b(c)"', "quoted", None),
        ("{$x [y]}", "braced", "$x [y]"),
        ("{*}$x", "expanded", None),
        ("${x y}", "bare", None),
    ],
)
def test_value_of_a_word(word: str, kind: str, value: str | None) -> None:
    (call,) = [call for call in parse(f"foo {word}", "tcl").calls if call.start == 0]
    assert [(w.text, w.kind, w.value) for w in call.words[1:]] == [(word, kind, value)]


def test_words_that_are_open_or_glued() -> None:
    opened = parse("foo {a b", "tcl").calls[0].words[1]
    assert (opened.text, opened.closed, opened.value) == ("{a b", False, "a b")
    glued = parse('foo {a}b "c"d', "tcl").calls[0].words
    assert [word.text for word in glued] == ["foo", "{a}", '"c"']
