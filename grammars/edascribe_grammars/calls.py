"""Words and command calls of a Tcl script, made by the ten thousand: they keep offsets and cut their text only when asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import repeat
from struct import unpack_from
from typing import Literal

import msgspec
from tree_sitter import Node

WordKind = Literal["bare", "braced", "quoted", "expanded"]


class Source(msgspec.Struct, frozen=True, gc=False):
    """A stretch of a text that words cut themselves from; ``origin`` is where its first character stands in the whole text."""

    text: str
    origin: int = 0


class Word(msgspec.Struct, frozen=True, gc=False, eq=False):
    """One word of a command call.

    ``start`` and ``end`` are offsets in characters of the whole text. A braced or quoted word has its delimiters, so far as they
    are there: ``closed`` is False where the text ends before the closing one. ``expanded`` is a word after ``{*}``.
    """

    start: int
    end: int
    kind: WordKind
    source: Source
    closed: bool = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Word) and self._identity == other._identity

    def __hash__(self) -> int:
        return hash(self._identity)

    @property
    def _identity(self) -> tuple[int, int, WordKind, bool, str]:
        return self.start, self.end, self.kind, self.closed, self.text

    @property
    def text(self) -> str:
        """The word as it is written."""
        origin = self.source.origin
        return self.source.text[self.start - origin : self.end - origin]

    @property
    def value(self) -> str | None:
        """What Tcl makes of the word; None where that takes a substitution or an expansion."""
        text = self.text
        if self.kind == "braced":
            inner = text[1:-1] if self.closed else text[1:]
            return _CONTINUATION.sub(" ", inner) if "\\\n" in inner or "\\\r" in inner else inner
        if self.kind == "expanded":
            return None
        if self.kind == "quoted":
            text = text[1:-1] if self.closed else text[1:]
        if "\\" not in text:
            return None if "[" in text or _VARIABLE.search(text) else text
        without = _ESCAPE.sub("", text)
        if "[" in without or _VARIABLE.search(without):
            return None
        return _ESCAPE.sub(_unescape, text)


class Call(msgspec.Struct, eq=False, gc=False):
    """One command call, at any depth; ``words[0]`` is the command's name. Offsets are in characters of the whole text.

    ``command`` is that name where it is plain, without a ``::`` before it, and ``count`` the number of words. A value like the
    others, though one that was read makes its words only when asked for them, from the ``count`` rows of ``table`` from row
    ``first`` on, whose offsets are those of the text less ``shift``, and from ``kinds``: most calls are never looked at so closely.
    """

    start: int
    end: int
    source: Source
    command: str | None
    count: int
    table: bytes = b""
    kinds: bytes = b""
    first: int = 0
    shift: int = 0
    made: tuple[Word, ...] | None = None

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the call, its name first."""
        words = self.made
        if words is None:
            first, count, shift = self.first, self.count, self.shift
            offsets: Sequence[int] = unpack_from(f"={2 * count}i", self.table, first * _ROW)
            if shift:
                offsets = [offset + shift for offset in offsets]
            # Made by `map`, as that takes two thirds of the time that a loop takes.
            kinds = map(_READ_KINDS.__getitem__, self.kinds[first : first + count])
            words = self.made = tuple(map(Word, offsets[::2], offsets[1::2], kinds, repeat(self.source)))
        return words

    def is_plain(self, position: int) -> bool:
        """Whether a word that was read stands for itself: what it is once substituted is known only to Tcl."""
        return self.kinds[self.first + position] in _PLAIN

    @property
    def name(self) -> str | None:
        """The command's name as it is written, None where it takes a substitution."""
        return self.words[0].value

    @property
    def place(self) -> tuple[str, int, int]:
        """A text that it stands in, and where there."""
        source = self.source
        return source.text, self.start - source.origin, self.end - source.origin

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Call) and self.words == other.words

    def __hash__(self) -> int:
        return hash((self.start, self.end))


def call_of(words: tuple[Word, ...], command: str | None = None) -> Call:
    """The call that these words make."""
    return Call(words[0].start, words[-1].end, words[0].source, command, len(words), made=words)


def words_of(nodes: list[Node], shift: int, source: Source) -> tuple[Word, ...]:
    """The words that these nodes of the grammar are; ``shift`` is added to their offsets."""
    words = []
    for node in nodes:
        kind = _KINDS[node.type]
        end = node.end_byte
        closed = True
        if kind != "bare" and node.child_count:
            last = node.children[-1]
            if last.type == "unclosed":
                closed = False
            elif last.type == "extra_characters":
                end = last.start_byte
        words.append(Word(node.start_byte + shift, end + shift, kind, source, closed))
    return tuple(words)


def moved_call(call: Call, distance: int) -> Call:
    """The same call ``distance`` characters further on."""
    if not distance:
        return call
    source = Source(call.source.text, call.source.origin + distance)
    words = call.made and tuple([Word(w.start + distance, w.end + distance, w.kind, source, w.closed) for w in call.made])
    start, end, shift = call.start + distance, call.end + distance, call.shift + distance
    return Call(start, end, source, call.command, call.count, call.table, call.kinds, call.first, shift, words)


# The kinds of words in a table, as reader.c numbers them, and those that stand for themselves.
_READ_KINDS: tuple[WordKind, ...] = ("bare", "bare", "quoted", "quoted", "braced", "expanded")
_PLAIN = b"\0\2\4"
_ROW = 8  # bytes
_KINDS: dict[str, WordKind] = {
    "bare_word": "bare",
    "variable": "bare",
    "command_substitution": "bare",
    "braced_word": "braced",
    "quoted_word": "quoted",
    "expanded_word": "expanded",
}
_CONTINUATION = re.compile(r"\\\r?\n[ \t]*")
_VARIABLE = re.compile(r"\$(?:[A-Za-z0-9_{(]|::)")
_ESCAPE = re.compile(r"\\(?:\r?\n[ \t]*|x[0-9A-Fa-f]{1,2}|u[0-9A-Fa-f]{1,4}|U[0-9A-Fa-f]{1,8}|[0-3]?[0-7]{1,2}|.|$)", re.DOTALL)
_CONTROL = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


def _unescape(match: re.Match[str]) -> str:
    text = match.group()[1:]
    if not text:
        return "\\"
    if text[0] in "\r\n":
        return " "
    if text[0] in "xuU" and len(text) > 1:
        code = int(text[1:], 16)
        return chr(code) if code <= 0x10FFFF else "\ufffd"
    if text[0] in "01234567":
        return chr(int(text, 8))
    return _CONTROL.get(text, text)
