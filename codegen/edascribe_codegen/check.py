"""Checks a text: syntax by the grammars, then every command call against the tool's catalogue. Reads nothing, runs nothing.

What is found in an outermost command is kept, so that after an edit only the commands that it touched are checked again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import is_
from typing import Any

import msgspec

from edascribe_codegen.api import call_faults, own_call_faults
from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.schema import Kind
from edascribe_codegen.declared import Contract, contracts
from edascribe_codegen.outline import procedures
from edascribe_codegen.quick import Quick
from edascribe_codegen.suppress import wanted
from edascribe_codegen.variables import Uses, unset_variables, uses_of_others
from edascribe_grammars import TCL_SHAPES, Call, Chunk, Fault, Language, Role, Shape, Shapes, Syntax, moved_fault, parse


class Findings(msgspec.Struct, frozen=True, gc=False):
    """What is to be said of one outermost command, the ``number``-th: of most there is nothing. Offsets are from its start.

    ``uses`` is None where it is enough that any word may name a variable to set.
    """

    number: int
    defined: frozenset[str]
    faults: tuple[Fault, ...]
    uses: Uses | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A text's syntax and all its faults, in text order; with what the next check after an edit goes on from."""

    syntax: Syntax
    faults: tuple[Fault, ...]
    catalogue: Catalogue | None = None
    known: frozenset[str] = frozenset()
    procs: Mapping[str, Contract | None] = field(default_factory=dict)
    findings: tuple[Findings, ...] = ()


def check(text: str, language: Language, catalogue: Catalogue, *, defined: Collection[str] = ()) -> Checked:
    """Checks a whole text.

    ``defined`` are names of commands that the text may use though neither it nor the catalogue has them: procs of sourced files.
    """
    syntax = parse(text, language, shapes_of(catalogue))
    procs = contracts(procedures(syntax)) if _DEFINES.search(text) else {}
    return check_syntax(syntax, catalogue, defined=defined, procs=procs)


def check_syntax(
    syntax: Syntax,
    catalogue: Catalogue,
    *,
    defined: Collection[str] = (),
    procs: Mapping[str, Contract | None] | None = None,
    previous: Checked | None = None,
) -> Checked:
    """Checks a text that is parsed already; ``previous`` is the check of what it was edited from.

    ``procs`` is what calls of procedures are held to, of those that the text defines too. The result is that of a check from
    nothing.
    """
    procs = {} if procs is None else procs
    if syntax.language != "tcl":
        return Checked(syntax=syntax, faults=wanted(syntax.faults, syntax.text), catalogue=catalogue)
    first, last = 0, len(syntax.starts)
    head: list[Findings] = []
    tail: list[Findings] = []
    if previous is not None and previous.catalogue is catalogue:
        first, last = _changed(previous.syntax.chunks, syntax.chunks)
        added = len(syntax.starts) - len(previous.syntax.starts)
        head = [found for found in previous.findings if found.number < first]
        tail = [_renumbered(found, added) for found in previous.findings if found.number >= last - added]
    procedures = _procedures(syntax, first, last)
    known = frozenset(defined)
    here = frozenset(procs).union(*procedures.values(), *[found.defined for found in head], *[found.defined for found in tail])
    if not here <= known:
        known |= here
    if previous is not None and ((previous.known is not known and previous.known != known) or previous.procs != procs):
        # Any call may have been to a procedure that is gone, new or called in another way.
        return check_syntax(syntax, catalogue, defined=defined, procs=procs)
    found = _find(syntax, first, last, known=known, procs=procs, procedures=procedures, catalogue=catalogue)
    findings = (*head, *found, *tail)
    return Checked(
        syntax=syntax,
        faults=wanted(_in_text_order(syntax, findings, catalogue), syntax.text),
        catalogue=catalogue,
        known=known,
        procs=procs,
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
    faults = list(syntax.faults)
    for found in findings:
        start = syntax.starts[found.number]
        faults += [moved_fault(fault, start) for fault in found.faults]
    uses = {found.number: found.uses for found in findings if found.uses is not None}
    faults += unset_variables(syntax, uses, _given(catalogue))
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


def _renumbered(found: Findings, added: int) -> Findings:
    """What was found in an outermost command that has ``added`` more before it now."""
    return Findings(found.number + added, found.defined, found.faults, found.uses) if added else found


def _find(
    syntax: Syntax,
    first: int,
    last: int,
    *,
    known: frozenset[str],
    procs: Mapping[str, Contract | None],
    procedures: dict[int, frozenset[str]],
    catalogue: Catalogue,
) -> list[Findings]:
    """Checks the outermost commands from number ``first`` to before ``last`` with all that is in them."""
    starts = syntax.starts
    faults: defaultdict[int, list[Fault]] = defaultdict(list)
    quick = _quick(catalogue)
    counts, is_sound = quick.counts, quick.is_sound
    for call in syntax.calls_within(first, last):
        name = call.command
        if name in known:
            contract = procs.get(name)
            if contract is None or call.count in contract.counts:
                continue
            found = [*own_call_faults(call, contract)]
        elif call.count in counts.get(name, ()) or is_sound(call):
            continue
        else:
            found = [*call_faults(call, catalogue, known)]
        if found:
            faults[bisect_right(starts, call.start) - 1] += found
    uses = uses_of_others(syntax, first, last, _given(catalogue))
    findings = []
    for number in sorted({*faults, *procedures, *uses}):
        here = [moved_fault(fault, -starts[number]) for fault in faults[number]] if number in faults else []
        if here:
            here = _without_own(here, syntax.chunk(number), catalogue)
        in_procedures, own = uses.get(number, ((), None))
        if in_procedures:
            here += [moved_fault(fault, -syntax.chunk(number).origin) for fault in in_procedures]
        findings.append(Findings(number, procedures.get(number, frozenset()), tuple(here), own))
    return findings


def _without_own(faults: list[Fault], chunk: Chunk, catalogue: Catalogue) -> list[Fault]:
    """The faults in an outermost command, offsets from its start, but for unknown names in a namespace of the tool.

    Such a one has commands that only the tool's own code uses and no catalogue lists.
    """
    spaces = [range(space.start + 1 - chunk.origin, space.end - chunk.origin) for space in _own_namespaces(chunk, catalogue)]
    return [fault for fault in faults if fault.code != "api/unknown-command" or not any(fault.start in space for space in spaces)]


def _procedures(syntax: Syntax, first: int, last: int) -> dict[int, frozenset[str]]:
    """The names that outermost commands make commands of, by the commands' numbers."""
    names: defaultdict[int, set[str]] = defaultdict(set)
    for call in syntax.calls_within(first, last):
        if call.command == "proc" and call.count > 1:
            name = call.words[1].value
        elif call.command == "package" and call.count > 2 and call.words[1].value == "require":
            # The command of many a package has its name.
            name = call.words[2].value
        else:
            continue
        if name:
            names[bisect_right(syntax.starts, call.start) - 1].add(name.removeprefix("::"))
    return {number: frozenset(own) for number, own in names.items()}


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


_DEFINES = re.compile(r"\bproc\s")
