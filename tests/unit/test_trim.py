"""Where an answer stops making sense: rows of a text with ``$0`` at the cursor, an answer, and what is kept of it."""

from __future__ import annotations

from typing import Literal

import pytest

from edascribe_codegen.trim import end_of_sense, sensible
from edascribe_codegen.types import EditorContext, Intent


def context(text: str, language: Literal["tcl", "python"] = "tcl", intent: Intent = "ghost_text") -> EditorContext:
    before, _, after = text.partition("$0")
    return EditorContext(language=language, tool="opensta", version="1", before=before, after=after, intent=intent)


@pytest.mark.parametrize(
    ("text", "answer", "kept"),
    [
        # Nothing speaks against these.
        ("$0", "report_checks -from [get_ports a]\n", None),
        ("report_checks -from [get_ports $0", "a] -digits 3\n", "a] -digits 3"),
        ("$0", "foreach a {1 2} {\n  puts $a\n}\n", None),
        ("foreach a {1 2} {$0", "\n  puts $a\n}\n", None),
        ("report_checks \\\n  $0", "-digits 3 \\\n  -format full\n", None),
        ('puts "$0', '[llength $x] of $y"\n', '[llength $x] of $y"'),
        ("proc a {} {\n  report_tns\n$0", "}\n", None),
        ("$0", 'puts "a \\" b"\n', None),
        ("$0", "set x 5)\n", None),
        # An unmatched closer.
        ("report_checks -from [get_ports $0]\n", "a] -digits 3\n", "a"),
        ("report_checks $0\n", "-digits 3]\n", "-digits 3"),
        ("foreach a {$0}\n", "1 2} {\n", "1 2"),
        ('puts "$0"\n', 'done"\n', "done"),
        ("proc a {} {\n  $0\n}\n", "report_tns\n}\n", "report_tns\n"),
        # One line, where one has been begun.
        ("report_checks $0\n", "-digits 3\nreport_tns\n", "-digits 3"),
        # What is indented less.
        ("if {1} {\n  $0\n}\n", "report_tns\nreport_wns\n", "report_tns\n"),
        # What was said just above.
        ("report_tns\n$0", "report_tns\n", ""),
        ("$0", "if {1} {\n  report_tns\n  report_tns\n", "if {1} {\n  report_tns\n"),
        ("$0", "if {1} {\n  a b\n  c d\n  a b\n  c d\n", "if {1} {\n  a b\n  c d\n"),
        ("# report_tns\n$0", "report_tns\n", None),
        ("}\n$0", "}\n", ""),
        # What follows already.
        ("$0\nreport_tns\n", "report_tns\n", ""),
        ("if {1} {\n$0\n  report_tns\n}\n", "  report_wns\n  report_tns\n", "  report_wns\n"),
        ("report_$0\nreport_tns\n", "tns\n", ""),
        # Prose and fences.
        ("$0", "report_tns\nThis reports the total negative slack.\n", "report_tns\n"),
        ("$0", "report_tns\n```\n", "report_tns\n"),
        ("$0", "Here is the script you want:\n", None),
        ("$0", "I think that this is hard.\n" * 4, ""),
    ],
)
def test_where_the_stream_is_ended(text: str, answer: str, kept: str | None) -> None:
    end = end_of_sense(answer, context(text))
    assert (None if end is None else answer[:end]) == kept


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("report_tns", "report_tns"),
        ("Here is the script you want:\n\n```tcl\nreport_tns\n```\nIt reports the slack of all paths.", "report_tns\n"),
        ("Sure, this is how to do it.\nreport_tns", "report_tns"),
        ("report_tns\nreport_tns", "report_tns\n"),
    ],
)
def test_the_sensible_part_of_a_whole_answer(answer: str, kept: str) -> None:
    assert sensible(answer, context("$0", intent="generate")) == kept


@pytest.mark.parametrize(
    ("text", "answer", "kept"),
    [
        ("print($0)", "'a')\n", "'a'"),
        ("x = f($0", "1)\n", "1)"),
        ("$0", 'print(f"{x:.3f} {y}")\n', None),
        ("$0", "a = x+'b'+rb'c'\n", None),
        ("print($0)", 'f"{a}")\n', 'f"{a}"'),
        ("for x in y:$0", "\n    print(x)\n", None),
        ("def f():\n    $0", "return 1\nprint(2)\n", "return 1\n"),
    ],
)
def test_python(text: str, answer: str, kept: str | None) -> None:
    end = end_of_sense(answer, context(text, "python"))
    assert (None if end is None else answer[:end]) == kept
