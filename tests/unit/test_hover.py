"""What is known about the word under the cursor, by OpenSTA 2.0.17's catalogue."""

from __future__ import annotations

from edascribe_codegen.catalogue import load
from edascribe_codegen.check import check as check_text
from edascribe_codegen.hover import hover

OPENSTA = load("opensta", "2.0.17")


def check(text: str, word: str, *parts: str) -> None:
    """At the $0 of a text something is known about this word, and it has these parts; an empty word means that nothing is."""
    offset = text.index("$0")
    text = text.replace("$0", "", 1)
    found = hover(check_text(text, "tcl", OPENSTA).syntax, offset, OPENSTA)
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
    check("report_checks -path_delay m$0ax", "")
    check("report_checks -no_$0such", "")


def test_subcommands() -> None:
    check("string le$0ngth abc", "length", "string length")
    check("string compare -no$0case a b", "-nocase", "Option of `string compare`")
