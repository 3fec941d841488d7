"""What is known about the word under the cursor, by OpenSTA 2.0.17's catalogue."""

from __future__ import annotations

from edascribe_codegen.catalogue import load
from edascribe_codegen.check import shapes_of
from edascribe_codegen.hover import hover
from edascribe_codegen.meaning import Around
from edascribe_codegen.outline import outline
from edascribe_codegen.workspace import entry_of
from edascribe_grammars import parse

OPENSTA = load("opensta", "2.0.17")


def check(text: str, word: str, *parts: str) -> None:
    """At the $0 of a text something is known about this word, and it has these parts; an empty word means that nothing is."""
    offset = text.index("$0")
    text = text.replace("$0", "", 1)
    outlined = outline(parse(text, "tcl", shapes_of(OPENSTA)))
    around = Around(path="main.tcl")
    around.workspace.put(entry_of("main.tcl", outlined))
    found = hover(outlined, offset, OPENSTA, around)
    assert (text[found.start : found.end] if found else "") == word
    for part in parts:
        assert found is not None
        assert part in found.markdown


def test_commands() -> None:
    check("$0report_checks", "report_checks", "report_checks", "-path_delay", "2.0.17")
    check("report_checks$0 -path_delay max", "report_checks")
    check("set c [get_$0clocks a]", "get_clocks", "get_clocks")
    check("if {1} {\n  report_$0tns\n}", "report_tns")
    check("se$0t x 1", "set", "set")
    check("no_$0such", "")
    check("# report_$0tns", "")
    check("$0", "")


def test_options() -> None:
    check("report_checks -path_$0delay max", "-path_delay", "Option of `report_checks`", "optional", "one of")
    check("create_clock -per$0iod 10 -name c", "-period", "required; value: number")
    check("report_checks -from$0 a", "-from", "not together with")
    check("report_checks -path_delay m$0ax", "max", "Option of `report_checks`", "one of")
    check("report_checks -no_$0such", "")


def test_subcommands() -> None:
    check("string le$0ngth abc", "length", "string length")
    check("string compare -no$0case a b", "-nocase", "Option of `string compare`")


def test_procedures() -> None:
    text = "# Runs a *stage*.\nproc run {stage {corner slow}} {}\n"
    check(text + "ru$0n synth", "run", "run stage [corner]", "    Runs a *stage*.", "| `corner` | default `slow` |", "*main.tcl*")
    check(text.replace("run", "ru$0n"), "run", "run stage [corner]")
    check("namespace eval a { proc run {x} {}; ru$0n 1 }", "run", "a::run x")
    check("proc report_tns {mine} {}\nreport_t$0ns", "report_tns", "report_tns mine")


def test_variables() -> None:
    text = "set stage synth\nproc run {who {times 1}} {\n  global stage\n  set line [concat $who $times]\n  puts $stage$line\n}\n"
    check(text.replace("concat $who", "concat $w$0ho"), "who", "`who`: parameter of `run`")
    check(text.replace("$times", "$ti$0mes"), "times", "parameter of `run`, default `1`")
    check(text.replace("$line", "$li$0ne"), "line", "variable of `run`", "set line [concat $who $times]    ;# line 4")
    check("set a 1\nset b 2\nputs $a$0$b", "b")
    check("set a 1\nputs $0${a}", "a")
    check("set a 1\nputs $$0{a}", "a")
    check("set f::a 1\nputs $$0f::a", "a", "variable of the namespace f")
    check("set a 1\nputs x$0y$a", "")
    check(text.replace("$line", "$0$line"), "line", "variable of `run`")
    check(text.replace("$stage$", "$sta$0ge$"), "stage", "global variable", "set stage synth    ;# line 1")
