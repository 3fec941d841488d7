"""What a Tcl text defines and uses: procedures, variables in their scopes, and the files it sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from edascribe_grammars.calls import Call, Source, Word
from edascribe_grammars.lists import list_elements
from edascribe_grammars.shapes import Role, Shapes, read_arguments
from edascribe_grammars.syntax import Chunk, Syntax
from edascribe_grammars.tcl import one_byte_each

Use = Literal["set", "read", "linked"]


class Parameter(msgspec.Struct, frozen=True):
    """A parameter of a procedure; ``default`` is None for one that must be given."""

    name: str
    default: str | None
    start: int
    end: int


class Procedure(msgspec.Struct, frozen=True):
    """A procedure that the text defines: its name as written, where that stands, and from its parameters to its end, its scope."""

    name: str
    parameters: tuple[Parameter, ...]
    start: int
    end: int
    scope_start: int
    scope_end: int


class Variable(msgspec.Struct, frozen=True):
    """One mention of a variable by name, without the index of an array's element.

    ``scope`` is the index of the procedure that it stands in, None outside of them. ``linked`` is a variable that
    ``global``, ``variable`` or ``upvar`` ties to one of another scope.
    """

    name: str
    use: Use
    start: int
    end: int
    scope: int | None


class Symbols(msgspec.Struct, frozen=True):
    """The symbols of a text, each kind in the order of the text. ``sources`` are the words that name the sourced files."""

    procedures: tuple[Procedure, ...]
    variables: tuple[Variable, ...]
    sources: tuple[Word, ...]


def symbols(syntax: Syntax) -> Symbols:
    """The symbols of a Tcl text; a Python text has none here."""
    return _symbols(syntax.calls, syntax.reads, Source(syntax.text), syntax.shapes)


def chunk_symbols(chunk: Chunk, shapes: Shapes) -> Symbols:
    """The symbols of one outermost command, where it stood when it was read."""
    if not chunk.calls:
        return Symbols((), (), ())
    return _symbols(chunk.calls, chunk.reads, chunk.calls[0].source, shapes)


def procedures_of(chunk: Chunk) -> tuple[Procedure, ...]:
    """The procedures of one outermost command, where it stood when it was read; variables are not looked for."""
    text, start, end = chunk.calls[0].place if chunk.calls else ("", 0, 0)
    if text.find("proc", start, end) < 0:
        return ()
    return tuple([_procedure(call) for call in chunk.calls if _defines(call)])


def _defines(call: Call) -> bool:
    return call.command == "proc" and call.count == 4


def _symbols(calls: Sequence[Call], reads: Sequence[int], source: Source, shapes: Shapes) -> Symbols:
    procedures: list[Procedure] = []
    sources: list[Word] = []
    mentions: list[tuple[str, Use, int, int]] = []
    for call in calls:
        name = (call.name or "").removeprefix("::")
        if _defines(call):
            procedures.append(_procedure(call))
        elif name == "source" and len(call.words) > 1:
            sources.append(call.words[-1])
        elif name in shapes:
            mentions += _mentions(call, shapes, name)
    for start in reads:
        match = _READ.match(source.text, start - source.origin)
        if match is not None:
            group = 1 if match.group(1) is not None else 2
            at, end = match.span(group)
            mentions.append((match.group(group), "read", at + source.origin, end + source.origin))
    for procedure in procedures:
        mentions += [(parameter.name, "set", parameter.start, parameter.end) for parameter in procedure.parameters]
    return Symbols(tuple(procedures), tuple(_scoped(mentions, procedures)), tuple(sources))


def _procedure(call: Call) -> Procedure:
    _, name, parameters, body = call.words
    return Procedure(
        name.value if name.value is not None else name.text,
        tuple(_parameters(parameters)),
        name.start,
        name.end,
        parameters.start,
        body.end,
    )


def _parameters(word: Word) -> Iterator[Parameter]:
    text = word.text
    source = one_byte_each(text)
    start, end = (0, len(text)) if word.kind == "bare" else (1, len(text) - word.closed)
    for element in list_elements(source, start, end)[0]:
        parts = [element] if element.kind == "bare" else list_elements(source, element.start, element.end)[0]
        if parts:
            name, default = parts[0], parts[1] if len(parts) > 1 else None
            yield Parameter(
                text[name.start : name.end],
                None if default is None else text[default.start : default.end],
                word.start + name.start,
                word.start + name.end,
            )


def _mentions(call: Call, shapes: Shapes, name: str) -> Iterator[tuple[str, Use, int, int]]:
    """The variables that a call names without a `$`."""
    roles, _ = read_arguments(call.words, shapes, name)
    for role, word in zip(roles, call.words, strict=False):
        if role == "variables":
            text = word.text
            start, end = (0, len(text)) if word.kind == "bare" else (1, len(text) - word.closed)
            if word.value is not None:
                for element in list_elements(one_byte_each(text), start, end)[0]:
                    yield text[element.start : element.end], "set", word.start + element.start, word.start + element.end
        elif role in _USES:
            text = word.text
            inner = 0 if word.kind == "bare" else 1
            match = _NAME.match(text, inner)
            if match is not None and word.kind != "expanded":
                use: Use = "read" if name == "set" and len(call.words) == 2 else _USES[role]
                yield match.group(), use, word.start + match.start(), word.start + match.end()


def _scoped(mentions: list[tuple[str, Use, int, int]], procedures: list[Procedure]) -> Iterator[Variable]:
    """The mentions in order, each with the innermost procedure around it."""
    around: list[int] = []
    following = 0
    for name, use, start, end in sorted(mentions, key=lambda mention: mention[2]):
        while following < len(procedures) and procedures[following].scope_start <= start:
            around.append(following)
            following += 1
        while around and procedures[around[-1]].scope_end <= start:
            around.pop()
        yield Variable(name, use, start, end, around[-1] if around else None)


_USES: dict[Role, Use] = {"variable": "set", "read": "read", "linked": "linked"}
_NAME = re.compile(r"(?:[A-Za-z0-9_.]|::)+(?=[({}\"]|\Z)")
_READ = re.compile(r"\$(?:\{([^}(]*)[^}]*\}|((?:[A-Za-z0-9_]|::+)+))", re.ASCII)
