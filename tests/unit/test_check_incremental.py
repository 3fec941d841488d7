"""A check after an edit is the check of the new text from nothing; and what is quickly called sound has no fault."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edascribe_codegen.api import call_faults
from edascribe_codegen.catalogue import load
from edascribe_codegen.check import check, check_syntax, shapes_of
from edascribe_codegen.quick import Quick
from edascribe_grammars import edit, parse

LINES = [
    "report_checks -path_delay max",
    "report_checks -path_dealy max",
    "create_clok -period 10",
    "create_clock -period ten [get_ports clk]",
    "proc mine {a} {\n  puts $a\n  puts $b\n}",
    "proc create_clok {} {}",
    "mine 1",
    "set x 1",
    "puts $x",
    "puts $y",
    "if {$x > 1} {\n  report_tns\n} else {\n  report_tsn\n}",
    "# edascribe: off",
    "# edascribe: on",
    "puts [get_pins u1",
    "}",
    "",
]


@settings(max_examples=150, deadline=None)
@given(
    lines=st.lists(st.sampled_from(LINES), max_size=12),
    edits=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), st.sampled_from([*LINES, "x", "$", "{", "\n", " "])), max_size=5),
)
def test_a_check_after_an_edit_is_the_check_of_the_new_text(lines: list[str], edits: list[tuple[float, int, str]]) -> None:
    catalogue = load("opensta", "2.0.17")
    checked = check("\n".join(lines), "tcl", catalogue)
    for where, length, typed in edits:
        text = checked.syntax.text
        start = int(where * len(text))
        syntax = edit(checked.syntax, start, min(start + length, len(text)), typed)
        checked = check_syntax(syntax, catalogue, previous=checked)
        assert checked.faults == check(syntax.text, "tcl", catalogue).faults


@settings(max_examples=150, deadline=None)
@given(
    lines=st.lists(st.sampled_from([*LINES, "mine", "min 1", "::mine 1 2", "ns::mine 1"]), min_size=1, max_size=12),
    edits=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), st.sampled_from(LINES)), max_size=3),
    before=st.sets(st.sampled_from(["mine", "minx", "create_clok", "report_tsn", "ns::mine"])),
    after=st.sets(st.sampled_from(["mine", "minx", "create_clok", "report_tsn", "ns::mine"])),
)
def test_a_check_after_several_edits_and_with_other_surroundings_is_that_of_the_new_text(
    lines: list[str], edits: list[tuple[float, int, str]], before: set[str], after: set[str]
) -> None:
    catalogue = load("opensta", "2.0.17")
    checked = check("\n".join(lines), "tcl", catalogue, defined=before)
    syntax = checked.syntax
    for where, length, typed in edits:
        start = int(where * len(syntax.text))
        syntax = edit(syntax, start, min(start + length, len(syntax.text)), typed)
    found = check_syntax(syntax, catalogue, defined=after, previous=checked)
    assert found.faults == check(syntax.text, "tcl", catalogue, defined=after).faults


def test_what_is_not_touched_is_not_looked_at_again() -> None:
    catalogue = load("opensta", "2.0.17")
    first = check("report_tsn\n" * 100, "tcl", catalogue)
    second = check_syntax(edit(first.syntax, 22, 22, "report_wns\n"), catalogue, previous=first)
    kept = {id(found.faults) for found in first.findings} & {id(found.faults) for found in second.findings}
    assert len(kept) >= 97


@pytest.mark.parametrize("tool", ["opensta", "openroad", "tcl"])
def test_what_is_quickly_called_sound_has_no_fault(shared: Path, tool: str) -> None:
    catalogue = load(tool)
    quick = Quick(catalogue)
    sound = 0
    with gzip.open(shared / "corpora" / "eda-scripts.jsonl.gz", "rt", encoding="utf-8") as rows:
        texts = [row["text"] for row in map(json.loads, rows) if row["path"].endswith((".tcl", ".sdc"))]
    for text in texts[::8]:
        for call in parse(text, "tcl", shapes_of(catalogue)).calls:
            if quick.is_sound(call):
                sound += 1
                assert list(call_faults(call, catalogue, frozenset())) == [], text[call.start : call.end]
    assert sound > 1_000
