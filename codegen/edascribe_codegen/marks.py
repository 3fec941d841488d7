"""What an editor shows of a text's structure: kinds of words, and stretches that can be folded. Kept by outermost command."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Generic, Literal, NamedTuple, TypeVar

from edascribe_codegen.arguments import LOOKS_LIKE_OPTION
from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.schema import Command, Option
from edascribe_codegen.meaning import callee
from edascribe_codegen.outline import Outline, Part, remade
from edascribe_grammars import Word

MarkKind = Literal["function", "library", "keyword", "method", "option", "variable", "parameter", "value"]
T = TypeVar("T")


class Mark(NamedTuple):
    """One word, or a part of one; offsets are where its outermost command stood when it was read."""

    start: int
    end: int
    kind: MarkKind


class Fold(NamedTuple):
    """A stretch of more than one line, from its opening to its closing brace, or a block of comments."""

    start: int
    end: int
    is_comment: bool = False


class Kept(Generic[T]):
    """What a function makes of each outermost command of a text, from one version to the next."""

    def __init__(self, make: Callable[[Part], T]) -> None:
        self._make = make
        self._parts: tuple[Part, ...] = ()
        self._made: list[T] = []

    def of(self, parts: tuple[Part, ...]) -> list[T]:
        """What the function makes of the parts of a text."""
        self._parts, self._made = parts, remade(self._parts, self._made, parts, self._make)
        return self._made

    def renew(self, stale: Callable[[T], bool]) -> None:
        """Has what is stale made anew."""
        self._made = [self._make(part) if stale(made) else made for part, made in zip(self._parts, self._made, strict=True)]


class Marked(NamedTuple):
    """The marks of an outermost command, and the names of the commands in it that the catalogue does not know."""

    marks: tuple[Mark, ...]
    strange: frozenset[str]


def marks_of(part: Part, catalogue: Catalogue | None, defined: Collection[str]) -> Marked:
    """The words of an outermost command that the catalogue, the text or its surroundings know, in the order of the text."""
    found = []
    strange = set()
    for call in part.chunk.calls:
        first = call.words[0]
        name = first.value
        if name is None or first.kind != "bare":
            continue
        bare = name.removeprefix("::")
        command = catalogue.find(name) if catalogue is not None else None
        if command is None:
            strange.add(bare)
            if bare in defined:
                found.append(Mark(first.start, first.end, "function"))
            continue
        assert catalogue is not None
        own = catalogue.tool != "tcl" and catalogue.is_own(name)
        found.append(Mark(first.start, first.end, "library" if own else "keyword"))
        called = callee(command, call.words, catalogue)
        if called is None:
            continue
        if called.skip > 1 or (bare == "proc" and len(call.words) > 1):
            named = call.words[1]
            found.append(Mark(named.start, named.end, "method" if called.skip > 1 else "function"))
        if called.command.options:
            found += _option_marks(called.command, call.words[called.skip :])
    parameters = {(proc.whole_start, name) for proc in part.procs for name, _ in proc.parameters}
    for mention in part.mentions:
        kind: MarkKind = "parameter" if (mention.owner, mention.name) in parameters else "variable"
        found.append(Mark(mention.start, mention.end, kind))
    found.sort()
    return Marked(tuple(_without_overlaps(found)), frozenset(strange))


def folds_of(part: Part) -> tuple[Fold, ...]:
    """The braced words of more than one line in an outermost command."""
    folds = []
    for call in part.chunk.calls:
        text, start, end = call.place
        if text.find("\n", start, end) >= 0:
            folds += [Fold(word.start, word.end) for word in call.words if word.kind == "braced" and "\n" in word.text]
    return tuple(folds)


def folds(outline: Outline, kept: Kept[tuple[Fold, ...]]) -> Iterator[Fold]:
    """All that can be folded in a text, with its offsets there."""
    for found, start, part in zip(kept.of(outline.parts), outline.syntax.starts, outline.parts, strict=True):
        if found:
            distance = start - part.chunk.origin
            yield from (Fold(fold.start + distance, fold.end + distance) for fold in found)
    for match in _COMMENTS.finditer(outline.syntax.text):
        yield Fold(match.start(), match.end(), is_comment=True)


def _option_marks(command: Command, words: Sequence[Word]) -> Iterator[Mark]:
    """The options, and the words of an enum that follow them."""
    options: dict[str, Option] = {option.name: option for option in command.options}
    last: Option | None = None
    for word in words:
        text, start, end = word.text, word.start, word.end
        if last is not None and last.value is not None:
            if text in last.value.values:
                yield Mark(start, end, "value")
            last = None
        elif LOOKS_LIKE_OPTION.match(text) and text in options:
            last = options[text]
            yield Mark(start, end, "option")


def _without_overlaps(marks: list[Mark]) -> Iterator[Mark]:
    end = -1
    for mark in marks:
        if mark.start >= end:
            yield mark
            end = mark.end


_COMMENTS = re.compile(r"^[ \t]*#[^\n]*\n(?:[ \t]*#[^\n]*(?:\n|\Z))+", re.MULTILINE)
