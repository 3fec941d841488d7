"""What is remembered of suggestions, and which request still serves what is typed: rows of texts with ``$0`` at the cursor."""

from __future__ import annotations

import pytest

from edascribe_codegen.types import EditorContext
from edascribe_lsp.flight import Flight
from edascribe_lsp.suggestions import Suggestion, Suggestions


def at(text: str, tool: str = "opensta") -> EditorContext:
    before, _, after = text.partition("$0")
    return EditorContext(language="tcl", tool=tool, version="1", before=before, after=after)


@pytest.mark.parametrize(
    ("asked", "suggested", "then", "found"),
    [
        ("$0", "abc", "$0", ("abc", 0)),
        ("$0", "abc", "a$0", ("bc", 0)),
        ("$0", "abc", "abc$0", ("", 0)),
        ("$0", "abc", "x$0", None),
        ("$0", "abc", "abcd$0", None),
        ("$0", "", "$0", ("", 0)),
        ("$0", "", "a$0", None),
        ("a$0", "bc", "$0", None),
        ("x\n$0\ny", "abc", "x\nab$0\ny", ("c", 0)),
        ("x\n$0\ny", "abc", "z\nab$0\ny", None),
        ("x\n$0\ny", "abc", "x\nab$0\nz", None),
        ("x\n  $0", "if {1} {\n    a\n  }", "x\n  if {1} {\n$0", ("    a\n  }", 0)),
        ("x\n  $0", "if {1} {\n    a\n  }", "x\n  if {1} {\n    a\n $0", (" }", 0)),
        ("$0", "f [g h]", "f [$0]", ("g h", 0)),
        ("$0", "f [g h] i", "f [$0]", ("g h] i", 1)),
        ("f [$0]", "g h", "f [g$0]", (" h", 0)),
        ("f [$0]", "g h", "f [g$0", (" h]", 0)),
        ("$0", 'f "a"', 'f "$0"', ("a", 0)),
    ],
)
def test_what_is_known_for_a_cursor(asked: str, suggested: str, then: str, found: tuple[str, int] | None) -> None:
    known = Suggestions()
    known.put(at(asked), suggested)
    shown = None if found is None else (Suggestion(text=found[0], replaced=found[1]),) if found[0] else ()
    assert known.find(at(then)) == shown
    assert known.find(at(then, tool="yosys")) is None
    known.clear()
    assert known.find(at(then)) is None


def test_the_newest_suggestion_goes_first_and_the_older_ones_are_kept() -> None:
    known = Suggestions()
    known.put(at("$0"), "abc")
    known.put(at("$0"), "abd")
    assert known.find(at("ab$0")) == (Suggestion(text="d"), Suggestion(text="c"))
    assert known.find(at("abc$0")) == ()
    known.put(at("ab$0"), "")
    assert known.find(at("ab$0")) == ()
    assert known.find(at("a$0")) == (Suggestion(text="bd"), Suggestion(text="bc"))


def test_answers_to_one_request_stay_in_their_order() -> None:
    known = Suggestions()
    known.put(at("$0"), "old")
    known.put(at("$0"), "abc", "abd", "b")
    assert [each.text for each in known.find(at("$0")) or ()] == ["abc", "abd", "b", "old"]
    assert [each.text for each in known.find(at("a$0")) or ()] == ["bc", "bd"]


def test_memory_is_bounded() -> None:
    known = Suggestions()
    for number in range(1000):
        known.put(at(f"# {number}\n$0"), "abc")
        known.put(at("$0"), f"abc {number}")
    assert known.find(at("# 0\n$0")) is None
    assert known.find(at("# 999\na$0")) == (Suggestion(text="bc"),)
    assert known.find(at("abc 999$0")) is not None
    assert known.find(at("abc 900$0")) is None


@pytest.mark.parametrize(
    ("asked", "written", "then", "serves"),
    [
        ("$0", "", "anything$0", True),
        ("$0", "ab", "a$0", True),
        ("$0", "ab", "abc$0", True),
        ("$0", "ab", "b$0", False),
        ("$0", "f [g", "f [$0]", True),
        ("x\n$0\ny", "ab", "x\na$0\ny", True),
        ("x\n$0\ny", "ab", "x\na$0\nz", False),
        ("x\n$0\ny", "ab", "$0\ny", False),
    ],
)
def test_whether_a_request_still_serves(asked: str, written: str, then: str, serves: bool) -> None:
    flight = Flight(context=at(asked))
    flight.write(written)
    assert flight.serves(at(then)) is serves
    assert Flight(context=at(asked), written=written).follows(then.replace("$0", "")) is serves


def test_an_answer_is_held_to_what_was_typed_meanwhile() -> None:
    flight = Flight(context=at("$0"))
    assert flight.serves(at("set$0"))
    assert flight.write("se")
    assert not flight.write("sel")


def test_a_request_made_ahead_waits_for_its_place() -> None:
    ahead = Flight(context=at("report_tns\n  $0\nb"), ahead=True)
    assert ahead.follows("report_tns\nb")
    assert ahead.follows("report_tns\n  \nb")
    assert not ahead.follows("report_tns -d\nb")
    assert not Flight(context=at("report_tns\n  $0\nb")).follows("report_tns\nb")
