"""Positions in the three encodings, and faults and edits as the protocol has them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from edascribe_codegen.candidates import Slot
from edascribe_codegen.suggest import Suggestion, Suggestions
from edascribe_grammars import Fault, Fix
from edascribe_lsp import convert, wire

ENCODINGS = ("utf-8", "utf-16", "utf-32")


def check(text: str, **columns: tuple[int, int]) -> None:
    """The cursor $0 has the same offset and position in each encoding, ``utf8=(line, column)`` and so on."""
    offset = text.index("$0")
    text = text.replace("$0", "")
    for encoding in ENCODINGS:
        lines = convert.Lines(text, encoding)
        expected = types.Position(*columns.get(encoding.replace("-", ""), columns.get("all", (-1, -1))))
        assert lines.position(offset) == expected, encoding
        assert lines.offset(expected) == offset, encoding


def test_positions() -> None:
    check("$0", all=(0, 0))
    check("report_checks$0", all=(0, 13))
    check("a\n$0b", all=(1, 0))
    check("a\r\nb$0\r\n", all=(1, 1))
    check("a\rb$0", all=(1, 1))
    check("a\n\r\n$0", all=(2, 0))
    check("# p\u00e9riode $0", utf8=(0, 11), utf16=(0, 10), utf32=(0, 10))
    check("puts \U0001f600$0 x", utf8=(0, 9), utf16=(0, 7), utf32=(0, 6))
    check("a\nputs \u6642\U0001f600$0\n", utf8=(1, 12), utf16=(1, 8), utf32=(1, 7))


def test_a_form_feed_ends_no_line() -> None:
    check("a\x0cb\x85c\u2028d\n$0", all=(1, 0))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_positions_outside_the_text_mean_its_nearest_place(encoding: str) -> None:
    lines = convert.Lines("ab\r\ncd", encoding)
    assert lines.offset(types.Position(0, 99)) == 2
    assert lines.offset(types.Position(1, 99)) == 6
    assert lines.offset(types.Position(99, 0)) == 6
    assert lines.position(99) == types.Position(1, 2)


def test_a_position_inside_a_character_means_its_start() -> None:
    assert convert.Lines("x\U0001f600y", "utf-16").offset(types.Position(0, 2)) == 1
    assert [convert.Lines("x\U0001f600y", "utf-8").offset(types.Position(0, units)) for units in range(7)] == [0, 1, 1, 1, 1, 2, 3]


@given(st.text(st.sampled_from("ab\u00e9\u6642\U0001f600\r\n\x0c"), max_size=30), st.sampled_from(ENCODINGS))
def test_every_offset_comes_back(text: str, encoding: str) -> None:
    lines = convert.Lines(text, encoding)
    for offset in range(len(text) + 1):
        back = lines.offset(lines.position(offset))
        # The place between the two characters of one line end is the end of the line.
        assert back == (offset - 1 if text[offset - 1 : offset + 1] == "\r\n" and offset else offset)


@given(
    st.text(st.sampled_from("ab\u6642\U0001f600\r\n"), max_size=20),
    st.text(st.sampled_from("xy\U0001f600\r\n"), max_size=5),
    st.data(),
    st.sampled_from(ENCODINGS),
)
def test_a_change_replaces_its_range(text: str, new: str, data: st.DataObject, encoding: str) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    lines = convert.Lines(text, encoding)
    span = types.Range(lines.position(start), lines.position(end))
    start, end = lines.offset(span.start), lines.offset(span.end)
    change = types.TextDocumentContentChangePartial(range=span, text=new)
    after = convert.changed(lines, change)
    fresh = convert.Lines(text[:start] + new + text[end:], encoding)
    assert after.text == fresh.text
    assert [after.span(line) for line in range(len(after))] == [fresh.span(line) for line in range(len(fresh))]


def test_a_lone_surrogate_keeps_its_width() -> None:
    assert convert.sound("a\ud83db") == "a\ufffdb"
    assert convert.sound("a\U0001f600b") == "a\U0001f600b"


def test_faults_become_diagnostics_with_their_fix() -> None:
    fix = Fix(title="Change to get_ports", start=5, end=13, text="get_ports")
    fault = Fault(code="api/unknown-command", message="No `get_prts`.", start=5, end=13, severity="warning", fix=fix)
    (diagnostic,) = convert.diagnostics([fault], convert.Lines("\U0001f600 a [get_prts]", "utf-16"))
    assert diagnostic.range == types.Range(types.Position(0, 6), types.Position(0, 14))
    assert diagnostic.severity == types.DiagnosticSeverity.Warning
    assert (diagnostic.code, diagnostic.source) == ("api/unknown-command", "edascribe")
    assert diagnostic.data == {
        "fix": {
            "title": "Change to get_ports",
            "range": {"start": {"line": 0, "character": 6}, "end": {"line": 0, "character": 14}},
            "newText": "get_ports",
        }
    }


def test_faults_beyond_measure_are_counted() -> None:
    faults = [Fault(code="syntax/x", message="x", start=0, end=1)] * (convert.MOST_DIAGNOSTICS + 7)
    diagnostics = convert.diagnostics(faults, convert.Lines("}", "utf-16"))
    assert len(diagnostics) == convert.MOST_DIAGNOSTICS + 1
    assert diagnostics[-1].message == "7 more faults are not shown."


def test_snippets() -> None:
    slots = (Slot("a$b}", "-x"), Slot("c", choices=("m,n", "o")), Slot("t", braced="line"), Slot("body", braced="block"))
    assert convert.snippet_of("run", slots) == "run -x ${1:a\\$b\\}} ${2|m\\,n,o|} {${3:t}\\} {\n\t${4:body}\n\\}"


def test_completion_lists_say_once_what_all_items_have_where_the_client_takes_that() -> None:
    items = tuple(Suggestion(label=label, kind="option", start=4, end=6, detail="x") for label in ("-ab", "-ac"))
    lines = convert.Lines("run -a", "utf-16")
    plain = convert.completion_list(Suggestions(items), lines, convert.Takes(), 7)
    assert [(item.data, item.detail, item.sort_text) for item in plain.items] == [(7, "x", "000"), (7, "x", "001")]
    assert [item.text_edit.range.start.character for item in plain.items if item.text_edit] == [4, 4]
    short = convert.completion_list(Suggestions(items), lines, convert.Takes(label_details=True, defaults=True), 7)
    assert short.item_defaults is not None
    assert short.item_defaults.edit_range == wire.Range(wire.Position(0, 4), wire.Position(0, 6))
    assert (short.items[0].text_edit, short.items[0].data, short.items[0].label_details) == (
        None,
        None,
        wire.LabelDetails(description="x"),
    )
