"""(text, language) -> faults and command calls. Never raises on any text."""

from __future__ import annotations

import operator
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import Literal, TypeVar

import msgspec

from edascribe_grammars import python, tcl
from edascribe_grammars.calls import Call, Source, moved_call
from edascribe_grammars.fault import Fault, moved_fault
from edascribe_grammars.shapes import TCL_SHAPES, Shapes

Language = Literal["tcl", "python"]
Item = TypeVar("Item")


class Chunk(msgspec.Struct, frozen=True, gc=False):
    """What was found in one outermost command, comments after it included; ``origin`` is where it stood when it was read."""

    origin: int
    calls: tuple[Call, ...]
    faults: tuple[Fault, ...]
    reads: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Syntax:
    """What ``parse`` made of a text: a value that ``edit`` makes the next one from.

    ``starts`` are where the chunks stand now. A chunk that an edit did not touch is the very same object afterwards, so what is
    found from one can be kept by its identity; its offsets are then to be moved by its start minus its origin. Python has none.
    """

    language: Language
    text: str
    shapes: Shapes
    starts: tuple[int, ...]
    _read: tcl.Reading | None = None
    _chunks: tuple[Chunk, ...] = ()
    _python: python.PythonSyntax | None = None

    @cached_property
    def chunks(self) -> tuple[Chunk, ...]:
        """The outermost commands with all that is in them."""
        if self._read is None:
            return self._chunks
        return _split(self._read, self.starts)

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the text, in its order."""
        if self._python is not None:
            return python.faults(self._python)
        if self._read is not None:
            return self._read.faults
        return tuple(
            moved_fault(fault, start - chunk.origin)
            for start, chunk in zip(self.starts, self._chunks, strict=True)
            if chunk.faults
            for fault in chunk.faults
        )

    @property
    def broken(self) -> bool:
        """Whether there are faults for certain; of Python some, of Tcl all, without looking for what they are."""
        return self._python.broken if self._python is not None else bool(self.faults)

    def is_prose(self, start: int, end: int) -> bool:
        """Whether a stretch of a Python text lies within a comment or a string of several lines, where anything may stand."""
        return self._python is not None and python.is_prose(self._python, start, end)

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """All command calls at every depth, in the order of the text; an enclosing call comes before those inside of it."""
        if self._read is not None:
            return self._read.calls
        return self.calls_within(0, len(self.starts))

    @cached_property
    def reads(self) -> tuple[int, ...]:
        """Where variables are read by `$`, the offsets of the dollar signs."""
        if self._read is not None:
            return self._read.reads
        return tuple(
            [at + start - chunk.origin for start, chunk in zip(self.starts, self._chunks, strict=True) for at in chunk.reads]
        )

    def start_at(self, offset: int) -> int:
        """Where the outermost command starts that an offset is in or behind; 0 before the first one."""
        number = bisect_right(self.starts, offset)
        return self.starts[number - 1] if number else 0

    def chunk(self, number: int) -> Chunk:
        """One of the chunks, which does not take making the others."""
        if self._read is None:
            return self._chunks[number]
        start, end = self.starts[number], (*self.starts[number + 1 : number + 2], sys.maxsize)[0]
        read = self._read
        return Chunk(
            start,
            _within(read.calls, start, end, _start),
            _within(read.faults, start, end, _start),
            _within(read.reads, start, end, int),
        )

    def calls_within(self, first: int, last: int) -> tuple[Call, ...]:
        """The calls in the chunks from number ``first`` to before ``last``, where they stand now."""
        if self._read is not None:
            begin, end = (*self.starts, sys.maxsize)[first], (*self.starts, sys.maxsize)[last]
            return _within(self._read.calls, begin, end, _start)
        calls: list[Call] = []
        for start, chunk in zip(self.starts[first:last], self._chunks[first:last], strict=True):
            if start == chunk.origin:
                calls += chunk.calls
            else:
                calls += [moved_call(call, start - chunk.origin) for call in chunk.calls]
        return tuple(calls)


def parse(text: str, language: Language, shapes: Shapes | None = None) -> Syntax:
    """Parses a text. ``shapes`` tells which arguments of Tcl commands are code, Tcl's own commands by default."""
    shapes = TCL_SHAPES if shapes is None else shapes
    if language == "python":
        return Syntax(language=language, text=text, shapes=shapes, starts=(), _python=python.parse(text))
    source, words_from = tcl.one_byte_each(text), Source(text)
    outermost = tcl.commands(source, words_from)
    return Syntax(
        language=language,
        text=text,
        shapes=shapes,
        starts=tuple(outermost.starts),
        _read=tcl.read(source, outermost, words_from, shapes),
    )


def edit(syntax: Syntax, start: int, end: int, replacement: str) -> Syntax:
    """The syntax of the text with ``text[start:end]`` replaced, equal to a full parse of it.

    Only the outermost commands that the edit touches are read again, and as many of those after them as it takes to come upon one
    that starts where one started before: from there on Tcl reads the same as it did.

    Raises:
        ValueError: ``start`` and ``end`` are no range of the text.
    """
    old = syntax.text
    if not 0 <= start <= end <= len(old):
        raise ValueError(f"{start}..{end} is no range of a text of {len(old)} characters")
    text = old[:start] + replacement + old[end:]
    if syntax._python is not None:
        edited = python.edit(syntax._python, old, text, start, end)
        return Syntax(language=syntax.language, text=text, shapes=syntax.shapes, starts=(), _python=edited)
    starts = syntax.starts
    distance = len(replacement) - (end - start)
    first = max(bisect_left(starts, start) - 1, 0)
    begin = starts[first] if first < len(starts) and starts[first] < start else 0
    meeting = bisect_left(starts, end)
    step = 1
    while True:
        last = min(meeting + step, len(starts))
        stop = starts[last] + distance if last < len(starts) else len(text)
        words_from = Source(text[begin:stop], begin)
        source = tcl.one_byte_each(words_from.text)
        outermost = tcl.commands(source, words_from)
        known = {start + distance: at for at, start in enumerate(starts[meeting:last], meeting)}
        same = next((start for start in outermost.starts if start in known), None)
        if same is not None or last == len(starts):
            break
        step *= 4
    rest = len(starts)
    if same is not None:
        rest = known[same]
        outermost = outermost.before(same)
    read = tcl.read(source, outermost, words_from, syntax.shapes)
    fresh = tuple(outermost.starts)
    return Syntax(
        language=syntax.language,
        text=text,
        shapes=syntax.shapes,
        starts=starts[:first] + fresh + tuple([start + distance for start in starts[rest:]]),
        _chunks=syntax.chunks[:first] + _split(read, fresh) + syntax.chunks[rest:],
    )


def _within(items: tuple[Item, ...], start: int, end: int, position: Callable[[Item], int]) -> tuple[Item, ...]:
    """The items from one offset to before another."""
    return items[bisect_left(items, start, key=position) : bisect_left(items, end, key=position)]


def _split(read: tcl.Reading, starts: tuple[int, ...]) -> tuple[Chunk, ...]:
    """Shares out what was read among the outermost commands."""
    ends = (*starts[1:], sys.maxsize)
    calls = _shares(read.calls, [call.start for call in read.calls], ends)
    faults = _shares(read.faults, [fault.start for fault in read.faults], ends)
    reads = _shares(read.reads, read.reads, ends)
    return tuple(map(Chunk, starts, calls, faults, reads))


def _shares(items: tuple[Item, ...], positions: Sequence[int], ends: tuple[int, ...]) -> Iterator[tuple[Item, ...]]:
    """The items before each of the ends."""
    if not items:
        yield from repeat((), len(ends))
        return
    first = 0
    for end in ends:
        last = bisect_left(positions, end, first)
        yield items[first:last]
        first = last


_start = operator.attrgetter("start")
