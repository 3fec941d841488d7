"""Kinds of words, stretches that fold, options that are missing, and tokens that an edit leaves right."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from edascribe_codegen.catalogue import load
from edascribe_codegen.check import check_syntax, shapes_of
from edascribe_codegen.marks import Kept, folds, folds_of, marks_of
from edascribe_codegen.missing import missing_options
from edascribe_codegen.outline import Outline, outline
from edascribe_grammars import edit, parse
from edascribe_lsp import wire
from edascribe_lsp.convert import Lines, folding_ranges
from edascribe_lsp.tokens import LEGEND, Tokens

OPENSTA = load("opensta", "2.0.17")
SCRIPT = """\
# Sets up.
# Twice.
proc run {who} {
    if {$who eq "a"} {
        report_checks -path_delay max -from $who
    } else {
        puts [string length $who]; mine
    }
}
set clock_name \U0001f600; run $clock_name
create_clock -name \U0001f600 -period 10 ; no_such
"""
DEFINED = frozenset({"run", "mine"})


def outlined(text: str) -> Outline:
    return outline(parse(text, "tcl", shapes_of(OPENSTA)))


def decoded(data: list[int] | tuple[int, ...], text: str, encoding: str = "utf-16") -> list[tuple[str, str]]:
    """The tokens as texts and kinds."""
    lines = Lines(text, encoding)
    line = column = 0
    found = []
    for at in range(0, len(data), 5):
        down, right, length, kind, _ = data[at : at + 5]
        line, column = line + down, right + (0 if down else column)
        start = lines.offset(types.Position(line, column))
        end = lines.offset(types.Position(line, column + length))
        found.append((text[start:end], LEGEND.token_types[kind]))
    return found


def test_kinds_of_words() -> None:
    found = [
        (SCRIPT[mark.start : mark.end], mark.kind)
        for part in outlined(SCRIPT).parts
        for mark in marks_of(part, OPENSTA, DEFINED).marks
    ]
    assert found == [
        ("proc", "keyword"), ("run", "function"), ("who", "parameter"), ("if", "keyword"), ("who", "parameter"),
        ("report_checks", "library"), ("-path_delay", "option"), ("max", "value"), ("-from", "option"), ("who", "parameter"),
        ("puts", "keyword"), ("string", "keyword"), ("length", "method"), ("who", "parameter"), ("mine", "function"),
        ("set", "keyword"), ("clock_name", "variable"), ("run", "function"), ("clock_name", "variable"),
        ("create_clock", "library"), ("-name", "option"), ("-period", "option"),
    ]  # fmt: skip


def test_tokens_in_each_encoding() -> None:
    for encoding in ("utf-8", "utf-16", "utf-32"):
        tokens = Tokens(OPENSTA, DEFINED, encoding)
        lines = Lines(SCRIPT, encoding)
        found = decoded(tokens.whole(outlined(SCRIPT), lines).data, SCRIPT, encoding)
        assert found[-7:] == [
            ("set", "keyword"), ("clock_name", "variable"), ("run", "function"), ("clock_name", "variable"),
            ("create_clock", "function"), ("-name", "decorator"), ("-period", "decorator"),
        ]  # fmt: skip
        at = SCRIPT.index("set clock")
        assert decoded(tokens.within(outlined(SCRIPT), lines, at, at + 3).data, SCRIPT, encoding) == [found[-7], found[-6]]


@given(st.data())
def test_edits_give_the_tokens_of_the_new_text(data: st.DataObject) -> None:
    now = outlined(SCRIPT)
    tokens = Tokens(OPENSTA, DEFINED, "utf-16")
    answer: wire.SemanticTokens | wire.SemanticTokensDelta = tokens.whole(now, Lines(SCRIPT, "utf-16"))
    assert isinstance(answer, wire.SemanticTokens)
    numbers = answer.data
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(now.syntax.text)))
        end = data.draw(st.integers(start, min(len(now.syntax.text), start + 9)))
        replacement = data.draw(st.sampled_from(["", "x", "{", "}", "\n", "\nset a $b\n", "\U0001f600 ", '"', "; puts", "# "]))
        now = outline(edit(now.syntax, start, end, replacement), now)
        lines = Lines(now.syntax.text, "utf-16")
        answer = tokens.change(now, lines, answer.result_id or "")
        assert isinstance(answer, wire.SemanticTokensDelta)
        for change in answer.edits:
            numbers[change.start : change.start + change.delete_count] = change.data
        fresh = Tokens(OPENSTA, DEFINED, "utf-16").whole(outlined(now.syntax.text), lines)
        assert numbers == fresh.data
    assert tokens.whole(now, lines).data == fresh.data


@given(
    st.frozensets(st.sampled_from(["run", "mine", "no_such", "set"])), st.frozensets(st.sampled_from(["run", "mine", "no_such"]))
)
def test_commands_that_come_and_go(old: frozenset[str], new: frozenset[str]) -> None:
    lines, found = Lines(SCRIPT, "utf-16"), outlined(SCRIPT)
    tokens = Tokens(OPENSTA, old, "utf-16")
    tokens.whole(found, lines)
    tokens.know(new)
    assert tokens.whole(found, lines).data == Tokens(OPENSTA, new, "utf-16").whole(found, lines).data


def test_an_answer_that_is_not_the_last_one_is_answered_whole() -> None:
    tokens = Tokens(OPENSTA, DEFINED, "utf-16")
    assert isinstance(tokens.change(outlined(SCRIPT), Lines(SCRIPT, "utf-16"), "7"), wire.SemanticTokens)


def test_folds() -> None:
    ranges = folding_ranges(folds(outlined(SCRIPT), Kept(folds_of)), Lines(SCRIPT, "utf-16"))
    assert sorted((found.start_line, found.end_line, found.kind) for found in ranges) == [
        (0, 1, types.FoldingRangeKind.Comment), (2, 7, None), (3, 4, None), (5, 6, None),
    ]  # fmt: skip


def missing(text: str) -> list[str]:
    """The text with each option added that the call at its first fault lacks."""
    found = outlined(text)
    fault = next(fault for fault in check_syntax(found.syntax, OPENSTA).faults if fault.code == "api/missing-option")
    added = missing_options(found, fault, OPENSTA)
    return [text[:at] + " ".join(["", option, *([value] if value else [])]) + text[at:] for option, value, at in added]


def test_missing_options() -> None:
    assert missing("create_clock -name c [get_ports clk]") == ["create_clock -name c -period period [get_ports clk]"]
    assert "create_clock -period period" in missing("create_clock")
