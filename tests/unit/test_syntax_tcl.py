"""Rows of valid and of invalid Tcl: what the parser takes, and where it sees which fault."""

from __future__ import annotations

import pytest

from edascribe_grammars import TCL_SHAPES, Fault, Shape, parse

VALID = [
    "",
    "\n\n  \n",
    "set x $a(k)",
    "source $::env(SCRIPTS_DIR)/floorplan.tcl",
    "info exists a(k)",
    "set a(-x) 1",
    "expr $i + 1",
    "expr {1+$i}",
    "expr {0xFF + 0b11 + 0o17 + 2. + .5 + 1e-3 + 1.5E+3}",
    "expr {rand() + max($i,2) + int (3.5)}",
    "expr {-$a ** +2 || !$b && ~$c}",
    "expr {$a ? $b : $c ? $d : $e}",
    'expr {$a eq "x y" && {b} ne $c || $d in {a b} && $e ni $f}',
    "expr {true && off || Inf > nan}",
    'expr {\n  $a == 1\n  && [llength $b] > 2 \\\n  || "[foo]" eq ""\n}',
    'expr {"\\}" eq $x}',
    "set pins {^VSS$}",
    r"regexp {(\d+)} $line all number",
    "string match {[a-z]*} $x",
    "puts {(}",
    "set $v 1",
    "set ::ns::v 1",
    "set ${p}_x 1",
    "set a !x",
    'get_cells -filter {NAME != "x"}',
    'add_global_connection -pin_pattern "^VPB$"',
    "set y []",
    "puts ${v}::foo",
    "puts [namespace current]::x",
    "try {a} on ok {} {b} on error {msg opts} {c} trap {POSIX ENOENT} {} {d} finally {e}",
    "foreach a $x b $y {puts $a}",
    "foreach {a b} $x {puts $a}",
    "# a comment that goes on \\\n  until here }\nputs a",
    "regexp -nocase -- $a $b",
    "catch {foo} msg opts",
    "a; b",
    "a ; b;",
    "a;;b\n;",
    "puts data[3]",
    "get_ports {a[*]}",
    r"get_ports data\[3\]",
    r"get_ports data\[3]",
    "foo {*}$l {*}[bar] {*}{a b} {*}",
    "if 0 {free (text}",
    "if {$a} then {b} elseif {$c} then {d} else {e}",
    "if $a {b} {c}",
    "if {$a} {b} \\\n  else {c}",
    "if {![info exists x]} {set x 1}",
    "while {1} {break}",
    "for {set i 0} {$i < 3} {incr i} {puts $i}",
    "switch $x {a {b} c - d {e} default {f}}",
    "switch -exact -- $x a {b} default {c}",
    "switch -regexp -matchvar m -- $x {{^a} {b}}",
    "switch -x {a {b}}",
    "proc a {x {y 2} args} {return $x}",
    "proc a args {}",
    "proc a {{b {}}} {}",
    "namespace eval ns {proc a {} {b}}",
    "dict for {k v} $d {puts $k}",
    "apply {{x} {puts $x}} 1",
    'set s "a \\"quoted\\" word [foo "inner [bar]"] $x(a b)"',
    'puts "a { b"',
    'set x a"b{c',
    "set x a#b ;# a comment",
    "set x $",
    "set x a$ ; set y $$",
    "set x \\",
    "set x {a \\} b}",
    "set x {a \\{ b}",
    "puts a\\\n  b\\\n  c",
    'set x "a\\\n  b"',
    'puts "$x" \\\n\n',
    "a\r\nif {$a} {\r\n  b \\\r\n  c\r\n} else {\r\n  d\r\n}\r\n",
    'set x é; set 名 {🙂}; expr {"é" eq $x}',
    'return -code error "a"',
    "set a ]",
    "eval {a b}",
    "uplevel #0 {set a 1}",
    "uplevel 1 [list set a 1]",
    "after 100 {puts a}",
    "array set a {x 1 y 2}",
    "set ${a b} 1; puts ${a b}",
    "puts [foo ;# a comment ]\n]",
    "set x [\n  foo \\\n    -a b\n]",
]

# The fault is what stands between the angle quotes.
INVALID = [
    ("missing-close-brace", "proc a {} «{»\n  puts b\n"),
    ("missing-close-brace", "set a «{»b {c}"),
    ("missing-close-bracket", "set a «[»foo"),
    ("missing-close-bracket", "proc a {} {\n  set a «[»foo\n}"),
    ("missing-close-quote", 'puts «"»abc'),
    ("missing-close-quote", 'proc a {} {\n  puts «"»abc\n}'),
    ("missing-variable-end", "puts «$a»(b"),
    ("missing-variable-end", "puts «${»b"),
    ("extra-after-close-brace", "set a {b}«c»"),
    ("extra-after-close-quote", 'set a "b"«c»'),
    ("extra-after-close-brace", "if {$a} {b}«else» {c}"),
    ("extra-after-close-brace", "proc a {} {\n  if {$a} {b}«else» {c}\n}"),
    ("extra-after-close-brace", "set a [foo {b}«{c}»]"),
    ("extra-after-close-brace", "if {$a}«{b}»"),
    ("missing-space", "if {$a} {b} «else{»c}"),
    ("missing-space", "if {$a} {b} «elseif{»$c} {d}"),
    ("lost-clause", "if {$a} {\n  b\n}\n«else» {\n  c\n}"),
    ("lost-clause", "if {$a} {\n  b\n}\n«elseif» {$c} {\n  d\n}"),
    ("unexpected-close-brace", "puts a\n«}»\nputs b"),
    ("arguments", "«if»"),
    ("arguments", "«if» {$a}"),
    ("arguments", "if {$a} {b} «elseif» {$c}"),
    ("arguments", "if {$a} {b} «else»"),
    ("arguments", "if {$a} {b} else {c} «{d}»"),
    ("arguments", "«while {$a}»"),
    ("arguments", "«foreach a {b}»"),
    ("arguments", "«for {set i 0} {$i < 3} {incr i}»"),
    ("arguments", "«proc a {b}»"),
    ("arguments", "«set y = 3»"),
    ("arguments", "try {a} «catch» {b}"),
    ("switch-body", "switch $x {a {b} «c»}"),
    ("switch-body", "switch $x {« »}"),
    ("arguments", "switch $x a {b} «c»"),
    ("parameter", "proc a {{«b c d»}} {}"),
    ("list-brace", 'foreach "a «{»" $x {}'),
    ("list-extra-characters", "proc a {{b}«c»} {}"),
    ("expression-operand", "if {$a +« »} {b}"),
    ("expression-operand", "if {«*» 2} {b}"),
    ("expression-operand", "expr {max(1,«)»}"),
    ("expression-operand", "expr {(«)»}"),
    ("expression-operator", "if {$a «$b»} {c}"),
    ("expression-operator", "if {$a «(»$b)} {c}"),
    ("expression-operator", "if {$a «=» 1} {b}"),
    ("expression-operator", "if {$a «and» $b} {c}"),
    ("expression-operator", "if {$a «OR» $b} {c}"),
    ("expression-operator", "if {«not» $b} {c}"),
    ("expression-bare-word", "if {«foo» == 1} {b}"),
    ("expression-parenthesis", "if {«(»$a == 1} {b}"),
    ("expression-parenthesis", "if {$a == 1«)»} {b}"),
    ("expression-ternary", "expr {$a «?» $b}"),
    ("expression-ternary", "expr {$a «:» $b}"),
    ("expression-comma", "expr {$a «,» $b}"),
    ("expression-character", "expr {$a «@» $b}"),
    ("missing-close-quote", 'expr {$a eq «"»b}'),
    ("missing-close-bracket", "expr {«[»foo}"),
    ("space-after-backslash", "create_clock «\\ »\n  -name a"),
    ("space-after-backslash", "create_clock a«\\  »\r\n  -name a"),
    ("extra-after-close-quote", 'proc a {} {\n  puts "a"«b»\n}'),
    ("missing-close-brace", "foreach x $y «{»\n  # a { in a comment\n}"),
    ("arguments", "«proc a {} {\n  # a } in a comment»\n}\n"),
    ("missing-close-quote", 'proc a {} {\n  puts «"»\n}"\n}'),
]


def faults(text: str) -> list[Fault]:
    return list(parse(text, "tcl").faults)


@pytest.mark.parametrize("text", VALID)
def test_valid(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(("code", "marked"), INVALID)
def test_invalid(code: str, marked: str) -> None:
    start, end = marked.index("«"), marked.index("»") - 1
    text = marked.replace("«", "").replace("»", "")
    first = faults(text)[0]
    assert (first.code, first.start, first.end) == (f"syntax/{code}", start, end), first


def test_each_open_construct_is_a_fault() -> None:
    assert [(fault.code, fault.start) for fault in faults('a [b "c $d(e')] == [
        ("syntax/missing-close-bracket", 2),
        ("syntax/missing-close-quote", 5),
        ("syntax/missing-variable-end", 8),
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "proc a {} {\n  if {$b} «{»\n    c\n  d\n}\nproc e {} {\n  f\n}\n",
        "x; namespace eval n {\n\tproc a {} {\n\t\tfoo\n\t}\n\tproc b {} «{»\n\t\tif {$c} {\n\t\t}\n}\n",
    ],
)
def test_indentation_tells_which_brace_lacks_its_partner(marked: str) -> None:
    text = marked.replace("«", "").replace("»", "")
    missing, hint = (fault for fault in faults(text) if fault.start in {marked.index("«"), text.index("{\n")})
    assert (missing.code, missing.severity) == ("syntax/missing-close-brace", "error")
    assert (hint.code, hint.severity, hint.start) == ("syntax/likely-open-brace", "information", marked.index("«"))


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("if {$a} {b}else {c}", "if {$a} {b} else {c}"),
        ("if {$a} {b} else{c}", "if {$a} {b} else {c}"),
        ("if {$a and $b} {c}", "if {$a && $b} {c}"),
        ("if {not $b} {c}", "if {! $b} {c}"),
        ("a \\ \n  b", "a \\\n  b"),
    ],
)
def test_a_fix_mends(text: str, mended: str) -> None:
    fix = faults(text)[0].fix
    assert fix is not None
    assert text[: fix.start] + fix.text + text[fix.end :] == mended
    assert faults(mended) == []


def test_the_table_decides_what_is_code() -> None:
    text = "redirect -file f {if {$a} }\nfoo {if {$a} }"
    shapes = {**TCL_SHAPES, "redirect": Shape(positionals=("script",), options={"-file": "word"})}
    assert faults(text) == []
    assert [fault.code for fault in parse(text, "tcl", shapes).faults] == ["syntax/arguments"]


def test_a_tool_may_take_a_command_away() -> None:
    assert [fault.code for fault in faults("proc\nmemory -nomap")] == ["syntax/arguments"]
    assert parse("proc\nmemory -nomap", "tcl", {**TCL_SHAPES, "proc": Shape()}).faults == ()


@pytest.mark.parametrize("text", [text for text in VALID if "\r" not in text])
def test_tcl_itself_takes_what_is_valid(text: str) -> None:
    tkinter = pytest.importorskip("tkinter", reason="Python comes without Tk here (Debian: python3-tk)")
    assert tkinter.Tcl().call("info", "complete", text) or text.endswith("\\")
