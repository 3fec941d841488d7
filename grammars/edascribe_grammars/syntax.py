"""(text, language) -> tree, faults and command calls. Never raises on any text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from edascribe_grammars.fault import Fault

Language = Literal["tcl", "python"]
WordKind = Literal["bare", "braced", "quoted", "expanded"]
Role = Literal["word", "script", "expression", "list", "parameters", "variable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of a command call; ``text`` is its source, ``value`` what Tcl makes of it, None where that needs a substitution."""

    start: int
    end: int
    text: str
    kind: WordKind
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One command call, at any depth; ``words[0]`` is the command's name. Offsets are in characters of the whole text."""

    start: int
    end: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Which arguments of a command are scripts, expressions, lists or parameter lists."""

    positionals: tuple[Role, ...] = ()
    options: Mapping[str, Role | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Syntax:
    """What ``parse`` made of a text."""

    language: Language
    text: str
    faults: tuple[Fault, ...]
    calls: tuple[Call, ...]


def parse(text: str, language: Language, shapes: Mapping[str, Shape] | None = None) -> Syntax:
    """Parses a text."""
    raise NotImplementedError


def call_before(text: str, offset: int, shapes: Mapping[str, Shape] | None = None) -> Call | None:
    """The call that is being written at ``offset``."""
    raise NotImplementedError
