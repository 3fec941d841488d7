"""Semantic tokens: the words that the catalogue and the outline know, as the five numbers each that the protocol has for them."""

from __future__ import annotations

from typing import NamedTuple

from lsprotocol import types

from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.marks import Kept, Mark, MarkKind, marks_of
from edascribe_codegen.outline import Outline, Part
from edascribe_lsp.compare import difference
from edascribe_lsp.convert import Lines, units

LEGEND = types.SemanticTokensLegend(
    token_types=["function", "keyword", "method", "decorator", "variable", "parameter", "enumMember"],
    token_modifiers=["defaultLibrary"],
)
# Each kind of mark by the index of its type and its modifiers. No type of the protocol is an option's; themes colour decorators.
_TYPES: dict[MarkKind, tuple[int, int]] = {
    "function": (0, 0),
    "library": (0, 1),
    "keyword": (1, 1),
    "method": (2, 1),
    "option": (3, 0),
    "variable": (4, 0),
    "parameter": (5, 0),
    "value": (6, 0),
}


class Encoded(NamedTuple):
    """The tokens of one outermost command: where the first and last stand from its start, and the numbers of all but the first two.

    A line is counted from that of the start, a column from the start only on its very line.
    """

    first: tuple[int, int] = (0, 0)
    last: tuple[int, int] = (0, 0)
    numbers: tuple[int, ...] = ()


class Tokens:
    """The tokens of one document, kept by outermost command and for the last answer."""

    def __init__(self, catalogue: Catalogue | None, defined: frozenset[str], encoding: str) -> None:
        self.key = (catalogue, defined, encoding)
        self._kept = Kept(lambda part: _encoded(part, marks_of(part, catalogue, defined), encoding))
        self._number = 0
        self._data: list[int] = []

    def whole(self, outline: Outline, lines: Lines) -> types.SemanticTokens:
        """All tokens."""
        self._take(outline, lines)
        return types.SemanticTokens(data=self._data, result_id=str(self._number))

    def change(self, outline: Outline, lines: Lines, before: str) -> types.SemanticTokens | types.SemanticTokensDelta:
        """What is to be changed of the answer ``before``; all tokens where that was not the last one."""
        if before != str(self._number):
            return self.whole(outline, lines)
        old = self._data
        self._take(outline, lines)
        new = self._data
        start, end, new_end = difference(old, new)
        edit = types.SemanticTokensEdit(start=start, delete_count=end - start, data=new[start:new_end])
        changes = [edit] if edit.delete_count or edit.data else []
        return types.SemanticTokensDelta(edits=changes, result_id=str(self._number))

    def within(self, outline: Outline, lines: Lines, start: int, end: int) -> types.SemanticTokens:
        """The tokens of the outermost commands that a stretch touches."""
        starts = outline.syntax.starts
        numbers = [
            number for number, at in enumerate(starts) if at < end and (number + 1 == len(starts) or starts[number + 1] > start)
        ]
        data = _joined([(starts[number], self._kept.one(outline.parts[number])) for number in numbers], lines)
        return types.SemanticTokens(data=data)

    def _take(self, outline: Outline, lines: Lines) -> None:
        self._data = _joined(list(zip(outline.syntax.starts, self._kept.of(outline.parts), strict=True)), lines)
        self._number += 1


def _joined(parts: list[tuple[int, Encoded]], lines: Lines) -> list[int]:
    data: list[int] = []
    line = column = 0
    for start, (first, last, numbers) in parts:
        if not numbers:
            continue
        at = lines.position(start)
        first_line, first_column = at.line + first[0], first[1] + (0 if first[0] else at.character)
        data.append(first_line - line)
        data.append(first_column - (column if first_line == line else 0))
        data += numbers
        line, column = at.line + last[0], last[1] + (0 if last[0] else at.character)
    return data


def _encoded(part: Part, marks: tuple[Mark, ...], encoding: str) -> Encoded:
    if not marks:
        return Encoded()
    call = part.chunk.calls[0]
    text, at, _ = call.place
    # From the whole text to that which the command stands in.
    shift = at - call.start
    base = part.chunk.origin + shift
    places: list[tuple[int, int]] = []
    numbers: list[int] = []
    line, line_start, seen = 0, base, base
    for mark in marks:
        start, end = mark.start + shift, mark.end + shift
        breaks = text.count("\n", seen, start)
        if breaks:
            line += breaks
            line_start = text.rfind("\n", seen, start) + 1
        seen = start
        column = units(text[line_start:start], encoding)
        if places:
            numbers += (line - places[-1][0], column - (places[-1][1] if line == places[-1][0] else 0))
        numbers += (units(text[start:end], encoding), *_TYPES[mark.kind])
        places.append((line, column))
    return Encoded(places[0], places[-1], tuple(numbers))
