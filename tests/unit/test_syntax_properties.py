"""What holds for every text: no exception, ranges within the text, edits equal to parsing anew, a grammar without errors."""

from __future__ import annotations

import gzip
import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tree_sitter import Language as Grammar
from tree_sitter import Parser

from edascribe_grammars import Call, Language, Syntax, _tcl, call_before, edit, parse, sound_insertion, symbols, tcl

# Pieces that make every construct, and the characters that are trouble elsewhere.
PIECES = [
    *'{}[]"$;#\\ \n\t()=+!?:,', "\r\n", "\\\n", "\\ \n", "\0", "\x1e", "\x1a", "é", "🙂", "\ud800", "a", "x1", "-b", "::",
    "{*}", "$a(", "${",
    "if ", "else ", "elseif ", "while ", "for ", "foreach ", "switch ", "proc p ", "set a ", "expr ", "try ", "on ", "apply ",
    "catch {", "} {", "} else {", "1 + ", "&& ", "namespace eval n {", "# c", "'", "def f(x):\n", "  return ", "\"\"\"",
]  # fmt: skip
TEXT = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
LANGUAGES: list[Language] = ["tcl", "python"]


def found(syntax: Syntax) -> object:
    """All that a syntax says, to be compared."""
    calls = [(call.start, call.end, call.words) for call in syntax.calls]
    return syntax.text, syntax.faults, calls, syntax.reads, syntax.starts


def check_ranges(syntax: Syntax) -> None:
    text = syntax.text
    for fault in syntax.faults:
        assert 0 <= fault.start <= fault.end <= len(text)
        if fault.fix is not None:
            assert 0 <= fault.fix.start <= fault.fix.end <= len(text)
    for call in syntax.calls:
        assert 0 <= call.start < call.end <= len(text)
        for before, after in itertools.pairwise(call.words):
            assert before.end <= after.start
        for word in call.words:
            assert call.start <= word.start < word.end <= call.end
            assert word.text == text[word.start : word.end]
            assert word.value is None or isinstance(word.value, str)


@settings(max_examples=400, deadline=None)
@given(TEXT)
def test_any_text(text: str) -> None:
    for language in LANGUAGES:
        syntax = parse(text, language)
        check_ranges(syntax)
        for variable in symbols(syntax).variables:
            assert text[variable.start : variable.end] == variable.name


@settings(max_examples=400, deadline=None)
@given(TEXT, st.integers(0, 70))
def test_any_cursor(text: str, offset: int) -> None:
    call = call_before(text, offset)
    offset = min(offset, len(text))
    if call is not None:
        assert call.words[-1].end == offset
        assert all(word.text == text[word.start : word.end] for word in call.words)


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=80))
def test_the_grammars_are_total(source: bytes) -> None:
    source = source.replace(b"\0", b"\x1a").decode("latin-1").encode("ascii", "replace")
    for language in (_tcl.language(), _tcl.language_expr()):
        assert not Parser(Grammar(language)).parse(source).root_node.has_error


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_the_grammars_are_total_on_their_own_signs(text: str) -> None:
    source = text.replace("\0", "").encode("ascii", "replace")
    for language in (_tcl.language(), _tcl.language_expr()):
        assert not Parser(Grammar(language)).parse(source).root_node.has_error


@settings(max_examples=600, deadline=None)
@given(TEXT, st.lists(st.tuples(st.integers(0, 70), st.integers(0, 8), TEXT), max_size=4), st.sampled_from(LANGUAGES))
def test_an_edit_equals_parsing_anew(text: str, edits: list[tuple[int, int, str]], language: Language) -> None:
    syntax = parse(text, language)
    for at, length, replacement in edits:
        start = min(at, len(syntax.text))
        syntax = edit(syntax, start, min(start + length, len(syntax.text)), replacement)
        fresh = parse(syntax.text, language)
        if language == "tcl":
            assert found(syntax) == found(fresh)
        else:
            assert (syntax.text, bool(syntax.faults)) == (fresh.text, bool(fresh.faults))
        check_ranges(syntax)


@settings(max_examples=200, deadline=None)
@given(TEXT, TEXT, TEXT, st.sampled_from(LANGUAGES))
def test_any_insertion(before: str, completion: str, after: str, language: Language) -> None:
    faults = sound_insertion(before, completion, after, language)
    assert (
        faults == sound_insertion(before, completion, after, language, known=parse(before + after, language))
        or language == "python"
    )
    text = before + completion + after
    assert all(0 <= fault.start <= fault.end <= len(text) for fault in faults)
    if language == "tcl" and not parse(text, language).faults:
        assert not faults


class GrammarAlone:
    """Stands for the quick reader, and vouches for nothing."""

    @staticmethod
    def read_script(_source: bytes, start: int, _end: int, *_: object) -> tuple[int, list[int], list[Call], list[int]]:
        return start, [], [], []

    @staticmethod
    def read_expression(*_: object) -> tuple[int, list[int], list[Call], list[int]]:
        return -1, [], [], []


def check_reader(text: str) -> None:
    """The quick reader and the grammar find the same, wherever the first takes a text for sound."""
    quick = parse(text, "tcl")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tcl, "_tcl", GrammarAlone)
        slow = parse(text, "tcl")
    assert found(quick) == found(slow)
    assert [(call.command, call.count) for call in quick.calls] == [(call.command, call.count) for call in slow.calls]


OPERANDS = ["$a ", "$a(b)", "1", "2.5e3", ".5", "0x1", "[f $x]", '"a$b"', "{x}", "true", "f", "max(", "eq", "in"]
OPERATORS = [*"()+-*/%<>&|^!~?:,=", "==", "!=", "<=", "<<", "**", "&&", "||", " ", "\n"]
EXPRESSION = st.lists(st.sampled_from(OPERANDS + OPERATORS), max_size=12).map(lambda tokens: f"expr {{{''.join(tokens)}}}")


@settings(max_examples=1500, deadline=None)
@given(st.one_of(TEXT, EXPRESSION))
def test_the_quick_reader_agrees_with_the_grammar(text: str) -> None:
    check_reader(text)


def test_the_quick_reader_agrees_with_the_grammar_on_real_scripts(shared: Path) -> None:
    with gzip.open(shared / "corpora" / "eda-scripts.jsonl.gz", "rt", encoding="utf-8") as rows:
        texts = [json.loads(row)["text"] for row in rows]
    assert len(texts) > 1000
    for text in texts[::20]:
        check_reader(text)


MANY = 100_000
HUGE = {
    "braces": "{" * MANY + "}" * MANY,
    "open braces": "{" * MANY,
    "brackets": "[" * MANY + "]" * MANY,
    "open brackets": "[" * MANY,
    "quotes in brackets": '"[' * (MANY // 4),
    "indices": "$a(" * (MANY // 2),
    "bodies": "if 1 {" * (MANY // 10) + "}" * (MANY // 10),
    "open bodies": "if 1 {" * (MANY // 10),
    "brackets in expressions": "expr {[" * (MANY // 10),
    "parentheses": "expr {" + "(" * MANY + ")" * MANY + "}",
    "one word": "x" * 1_000_000,
    "one line": "x " * 500_000,
    "one string": '"' + "x $a [b] " * 100_000 + '"',
    "backslashes": "\\" * MANY,
    "empty lines": "\n" * 1_000_000,
    "zeros": "\0" * MANY,
    "emoji": "🙂 " * MANY,
    "unbalanced": '}"]' * MANY,
}


@pytest.mark.parametrize("name", HUGE)
def test_huge_texts(name: str) -> None:
    text = HUGE[name]
    syntax = parse(text, "tcl")
    assert all(0 <= fault.start <= fault.end <= len(text) for fault in syntax.faults)
    assert all(0 <= call.start < call.end <= len(text) for call in syntax.calls)
    middle = len(text) // 2
    assert edit(syntax, middle, middle, "a").text == text[:middle] + "a" + text[middle:]
    call_before(text, middle)


@pytest.mark.parametrize("name", ["brackets", "parentheses", "open brackets", "one word", "zeros", "emoji", "empty lines"])
def test_huge_python(name: str) -> None:
    text = HUGE[name]
    assert all(0 <= fault.start <= fault.end <= len(text) for fault in parse(text, "python").faults)


def test_an_edit_outside_of_the_text_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no range"):
        edit(parse("a", "tcl"), 0, 2, "")
