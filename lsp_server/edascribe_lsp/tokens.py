"""Semantic tokens: the words that the catalogue and the outline know, as the five numbers each that the protocol has for them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from lsprotocol import types

from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.marks import Kept, Marked, MarkKind, marks_of
from edascribe_codegen.outline import Outline, Part, in_common
from edascribe_lsp import wire
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

    A line is counted from that of the start, a column from the start only on its very line. ``strange`` are the names of commands
    that the catalogue does not know.
    """

    first: tuple[int, int] = (0, 0)
    last: tuple[int, int] = (0, 0)
    numbers: tuple[int, ...] = ()
    strange: frozenset[str] = frozenset()

    @property
    def size(self) -> int:
        """How many numbers an answer has for it."""
        return len(self.numbers) + 2 if self.numbers else 0


class Tokens:
    """The tokens of one document, kept by outermost command and for the last answer."""

    def __init__(self, catalogue: Catalogue | None, defined: frozenset[str], encoding: str) -> None:
        self.catalogue = catalogue
        self._defined = defined
        self._encoding = encoding
        self._kept = Kept(self._encode)
        self._number = 0
        self._answered: list[Encoded] = []
        self._data: list[int] = []

    def know(self, defined: frozenset[str]) -> None:
        """Takes the names of the commands that there are now; what calls one that has come or gone is looked at again."""
        if defined is not self._defined:
            changed = defined ^ self._defined
            self._defined = defined
            self._kept.renew(lambda encoded: not changed.isdisjoint(encoded.strange))

    def whole(self, outline: Outline, lines: Lines) -> wire.SemanticTokens:
        """All tokens."""
        self._renew(outline, lines)
        return wire.SemanticTokens(data=self._data.copy(), result_id=str(self._number))

    def change(self, outline: Outline, lines: Lines, before: str) -> wire.SemanticTokens | wire.SemanticTokensDelta:
        """What is to be changed of the answer ``before``; all tokens where that was not the last one."""
        if before != str(self._number):
            return self.whole(outline, lines)
        edit = self._renew(outline, lines)
        return wire.SemanticTokensDelta(edits=[edit] if edit else [], result_id=str(self._number))

    def _renew(self, outline: Outline, lines: Lines) -> wire.SemanticTokensEdit | None:
        """Brings the numbers up to date, and tells what that changed of them.

        Of the outermost commands that stay, only the first one with tokens that follows new ones can stand elsewhere: all numbers
        but its first two count from those before them.
        """
        old, starts = self._answered, outline.syntax.starts
        new = self._answered = self._kept.of(outline.parts)
        self._number += 1
        head, tail = in_common(old, new)
        if head == len(old) == len(new):
            return None
        previous = next((at for at in reversed(range(head)) if new[at].numbers), None)
        place = (0, 0) if previous is None else _from(lines.place(starts[previous]), new[previous].last)
        end = len(new) - tail
        data, place = _joined(zip(starts[head:end], new[head:end], strict=True), lines, place)
        following = next((at for at in range(end, len(new)) if new[at].numbers), None)
        if following is not None:
            data += _between(place, _from(lines.place(starts[following]), new[following].first))
        start = sum([encoded.size for encoded in old[:head]])
        count = sum([encoded.size for encoded in old[head : len(old) - tail]]) + (0 if following is None else 2)
        self._data[start : start + count] = data
        return wire.SemanticTokensEdit(start=start, delete_count=count, data=data)

    def within(self, outline: Outline, lines: Lines, start: int, end: int) -> wire.SemanticTokens:
        """The tokens of the outermost commands that a stretch touches."""
        starts = outline.syntax.starts
        first, last = max(bisect_right(starts, start) - 1, 0), bisect_left(starts, end)
        found = [self._encode(part) for part in outline.parts[first:last]]
        return wire.SemanticTokens(data=_joined(zip(starts[first:last], found, strict=True), lines, (0, 0))[0])

    def _encode(self, part: Part) -> Encoded:
        return _encoded(part, marks_of(part, self.catalogue, self._defined), self._encoding)


def _joined(parts: Iterable[tuple[int, Encoded]], lines: Lines, place: tuple[int, int]) -> tuple[list[int], tuple[int, int]]:
    """The numbers of outermost commands with their starts that follow a token at a place, and the place of their last one."""
    data: list[int] = []
    for start, encoded in parts:
        if encoded.numbers:
            begin = lines.place(start)
            data += _between(place, _from(begin, encoded.first))
            data += encoded.numbers
            place = _from(begin, encoded.last)
    return data, place


def _between(place: tuple[int, int], following: tuple[int, int]) -> tuple[int, int]:
    """The first two numbers of a token, which count from the one before it."""
    return following[0] - place[0], following[1] - (place[1] if following[0] == place[0] else 0)


def _from(begin: tuple[int, int], place: tuple[int, int]) -> tuple[int, int]:
    """A place that is counted from the begin of an outermost command."""
    return begin[0] + place[0], place[1] + (0 if place[0] else begin[1])


def _encoded(part: Part, marked: Marked, encoding: str) -> Encoded:
    marks = marked.marks
    if not marks:
        return Encoded(strange=marked.strange)
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
    return Encoded(places[0], places[-1], tuple(numbers), marked.strange)
