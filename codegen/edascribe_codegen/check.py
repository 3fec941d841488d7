"""Checks a text: syntax by the grammars, then every command call against the tool's catalogue. Reads nothing, runs nothing.

What is found in an outermost command is kept, so that after an edit only the commands that it touched are checked again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import is_
from typing import Any

import msgspec

from edascribe_codegen.api import call_faults
from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.schema import Kind
from edascribe_codegen.quick import Quick
from edascribe_codegen.suppress import wanted
from edascribe_codegen.variables import Uses, unlike_others, unset_variables, uses_by_words, uses_of
from edascribe_grammars import TCL_SHAPES, Call, Chunk, Fault, Language, Role, Shape, Shapes, Syntax, moved_fault, parse

_NO_NAMES: frozenset[str] = frozenset()


class Findings(msgspec.Struct, frozen=True, gc=False):
    """What was found in one outermost command, with offsets where it stood when it was read."""

    chunk: Chunk
    defined: frozenset[str]
    faults: tuple[Fault, ...]
    uses: Uses


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A text's syntax and all its faults, in text order; with what the next check after an edit goes on from."""

    syntax: Syntax
    faults: tuple[Fault, ...]
    catalogue: Catalogue | None = None
    known: frozenset[str] = frozenset()
    findings: tuple[Findings, ...] = ()


def check(text: str, language: Language, catalogue: Catalogue, *, defined: Collection[str] = ()) -> Checked:
    """Checks a whole text.

    ``defined`` are names of commands that the text may use though neither it nor the catalogue has them: procs of sourced files.
    """
    return check_syntax(parse(text, language, shapes_of(catalogue)), catalogue, defined=defined)


def check_syntax(
    syntax: Syntax, catalogue: Catalogue, *, defined: Collection[str] = (), previous: Checked | None = None
) -> Checked:
    """Checks a text that is parsed already; ``previous`` is the check of what it was edited from.

    The result is that of a check from nothing.
    """
    if syntax.language != "tcl":
        return Checked(syntax=syntax, faults=wanted(syntax.faults, syntax.text), catalogue=catalogue)
    chunks = syntax.chunks
    old = previous.findings if previous is not None and previous.catalogue is catalogue else ()
    first, last = _changed([found.chunk for found in old], chunks)
    head, tail = old[:first], old[len(old) - len(chunks) + last :]
    unlike = unlike_others(syntax, first, last)
    own = [_procedures(chunks[at]) if at in unlike else _NO_NAMES for at in range(first, last)]
    names = [*[found.defined for found in head], *own, *[found.defined for found in tail]]
    known = frozenset(defined)
    here = set().union(*[name for name in names if name])
    if not here <= known:
        known = known | here
    if previous is not None and previous.known is not known and previous.known != known:
        # Any call may have been to a procedure that is gone or new.
        first, last, head, tail = 0, len(chunks), (), ()
        unlike = unlike_others(syntax, first, last)
    fresh = [_find(chunks[at], names[at], catalogue, known, syntax.shapes, at in unlike) for at in range(first, last)]
    findings = (*head, *fresh, *tail)
    return Checked(
        syntax=syntax,
        faults=wanted(_in_text_order(syntax, findings, catalogue), syntax.text),
        catalogue=catalogue,
        known=known,
        findings=findings,
    )


@lru_cache(maxsize=16)
def shapes_of(catalogue: Catalogue) -> Shapes:
    """Which arguments are scripts and expressions, of Tcl's commands and of the tool's own, as the grammars want to know it."""
    roles: dict[Kind, Role] = {"script": "script", "expr": "expression", "variable": "variable"}
    shapes: dict[str, Any] = dict(TCL_SHAPES)
    for name in catalogue.own_names if catalogue.tool != "tcl" else ():
        command = catalogue.find(name)
        if command is not None and command.positionals is not None:
            positionals = tuple(roles.get(positional.value.kinds[0], "word") for positional in command.positionals)
            if any(role != "word" for role in positionals):
                shapes[name] = Shape(positionals=positionals)
    return shapes


@lru_cache(maxsize=16)
def _quick(catalogue: Catalogue) -> Quick:
    return Quick(catalogue)


@lru_cache(maxsize=16)
def _given(catalogue: Catalogue) -> frozenset[str]:
    """The variables that Tcl and the tool set."""
    return frozenset(catalogue.variables)


def _in_text_order(syntax: Syntax, findings: Sequence[Findings], catalogue: Catalogue) -> list[Fault]:
    """All faults with offsets in the text as it stands."""
    starts = syntax.starts
    faults = list(syntax.faults)
    for number, found in enumerate(findings):
        if found.faults:
            distance = starts[number] - found.chunk.origin
            faults += [moved_fault(fault, distance) for fault in found.faults]
    faults += unset_variables(syntax, [found.uses for found in findings], _given(catalogue))
    faults.sort(key=lambda fault: (fault.start, fault.end))
    return faults


def _changed(old: Sequence[Chunk], new: Sequence[Chunk]) -> tuple[int, int]:
    """From where to where the new chunks are not the very same objects as the old ones, counted from either end."""
    shortest = min(len(old), len(new))
    alike = list(map(is_, old, new))
    first = alike.index(False) if False in alike else shortest
    alike = list(map(is_, reversed(old[first:]), reversed(new[first:])))
    after = alike.index(False) if False in alike else shortest - first
    return first, len(new) - after


def _find(
    chunk: Chunk, defined: frozenset[str], catalogue: Catalogue, known: frozenset[str], shapes: Shapes, unlike: bool
) -> Findings:
    """Checks one outermost command with all that is in it; ``unlike`` says that its variables take a closer look."""
    faults: list[Fault] = []
    quick = _quick(catalogue)
    counts, is_sound = quick.counts, quick.is_sound
    for call in chunk.calls:
        name = call.command
        if name in known or call.count in counts.get(name, ()) or is_sound(call):
            continue
        faults += call_faults(call, catalogue, known)
    if faults and (spaces := _own_namespaces(chunk, catalogue)):
        # A namespace of the tool has commands that only the tool's own code uses and no catalogue lists.
        faults = [
            fault
            for fault in faults
            if fault.code != "api/unknown-command" or not any(space.start < fault.start < space.end for space in spaces)
        ]
    if not unlike:
        return Findings(chunk, defined, tuple(faults), uses_by_words(chunk))
    unset, uses = uses_of(chunk, shapes, _given(catalogue))
    return Findings(chunk, defined, (*faults, *unset), uses)


def _procedures(chunk: Chunk) -> frozenset[str]:
    """The names that an outermost command makes commands of."""
    return frozenset(
        [
            name.removeprefix("::")
            for call in chunk.calls
            if call.command == "proc" and call.count > 1 and (name := call.words[1].value)
        ]
    )


def _own_namespaces(chunk: Chunk, catalogue: Catalogue) -> list[Call]:
    """The calls of ``namespace eval`` for namespaces of the tool."""
    return [
        call
        for call in chunk.calls
        if call.command == "namespace"
        and call.count > 3
        and call.words[1].value == "eval"
        and (call.words[2].value or "").removeprefix("::") in catalogue.namespaces
    ]
