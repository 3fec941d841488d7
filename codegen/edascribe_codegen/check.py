"""Checks a text: syntax by the grammars, then every command call against the tool's catalogue. Reads nothing, runs nothing.

What is found in an outermost command is kept, so that after an edit only the commands that it touched are checked again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import Any

import msgspec

from edascribe_codegen.api import call_faults, may_mean, own_call_faults
from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.schema import Kind
from edascribe_codegen.declared import Contract, contracts
from edascribe_codegen.outline import Part, in_common, procedures_in, with_declarations
from edascribe_codegen.quick import Quick
from edascribe_codegen.suppress import wanted
from edascribe_codegen.variables import Uses, unset_variables, uses_of_others
from edascribe_grammars import TCL_SHAPES, Call, Chunk, Fault, Language, Role, Shape, Shapes, Syntax, moved_fault, parse


class Findings(msgspec.Struct, frozen=True, gc=False):
    """What is to be said of one outermost command, the ``number``-th: of most there is nothing. Offsets are from its start.

    ``uses`` is None where it is enough that any word may name a variable to set; ``part`` is what it tells of procedures.
    """

    number: int
    defined: frozenset[str]
    faults: tuple[Fault, ...]
    uses: Uses | None
    part: Part | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A text's syntax and all its faults, in text order; with what the next check after an edit goes on from."""

    syntax: Syntax
    faults: tuple[Fault, ...]
    catalogue: Catalogue | None = None
    known: frozenset[str] = frozenset()
    own: Mapping[str, Contract | None] = field(default_factory=dict)
    elsewhere: Mapping[str, Contract | None] = field(default_factory=dict)
    findings: tuple[Findings, ...] = ()


def check(text: str, language: Language, catalogue: Catalogue, *, defined: Collection[str] = ()) -> Checked:
    """Checks a whole text.

    ``defined`` are names of commands that the text may use though neither it nor the catalogue has them: procs of sourced files.
    """
    return check_syntax(parse(text, language, shapes_of(catalogue)), catalogue, defined=defined)


def check_syntax(
    syntax: Syntax,
    catalogue: Catalogue,
    *,
    defined: Collection[str] = (),
    elsewhere: Mapping[str, Contract | None] = MappingProxyType({}),
    previous: Checked | None = None,
) -> Checked:
    """Checks a text that is parsed already; ``previous`` is the check of what it was edited from.

    ``elsewhere`` is what calls of procedures of other files are held to; those of the text itself go before them. The result is
    that of a check from nothing.
    """
    if syntax.language != "tcl":
        return Checked(syntax=syntax, faults=wanted(syntax.faults, syntax.text), catalogue=catalogue)
    if previous is not None and previous.catalogue is not catalogue:
        previous = None
    fresh, kept = ([range(len(syntax.starts))], []) if previous is None else _carried(previous, syntax.chunks)
    definitions = {number: defined for numbers in fresh for number, defined in _definitions(syntax, numbers).items()}
    own = _own_contracts(previous, kept, definitions)
    known = frozenset(defined)
    here = frozenset(own).union(elsewhere, *[names for names, _ in definitions.values()], *[found.defined for found in kept])
    if not here <= known:
        known |= here
    procs = {**elsewhere, **own}
    changed = _changed(previous, known, own, elsewhere) if previous is not None else frozenset()
    if len(changed) > _FEW:
        return check_syntax(syntax, catalogue, defined=defined, elsewhere=elsewhere)
    if changed:
        stale = _speaking_of(changed, syntax, kept)
        fresh += [range(number, number + 1) for number in stale if not any(number in numbers for numbers in fresh)]
        definitions |= {found.number: (found.defined, found.part) for found in kept if found.number in stale}
        kept = [found for found in kept if found.number not in stale]
    findings = list(kept)
    for numbers in fresh:
        findings += _find(syntax, numbers, known=known, procs=procs, definitions=definitions, catalogue=catalogue)
    findings.sort(key=_NUMBER)
    return Checked(
        syntax=syntax,
        faults=wanted(_in_text_order(syntax, findings, catalogue), syntax.text),
        catalogue=catalogue,
        known=known,
        own=own,
        elsewhere=elsewhere,
        findings=tuple(findings),
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


def _carried(previous: Checked, new: Sequence[Chunk]) -> tuple[list[range], list[Findings]]:
    """The numbers of the chunks that were not there before, and what was found in those that are the very same objects."""
    old = previous.syntax.chunks
    head, tail = in_common(old, new)
    end, added = len(old) - tail, len(new) - len(old)
    there = {id(chunk): number for number, chunk in enumerate(old[head:end], head)}
    numbers: dict[int, int] = {}
    fresh: list[range] = []
    for number, chunk in enumerate(new[head : len(new) - tail], head):
        before = there.get(id(chunk))
        if before is not None:
            numbers[before] = number
        elif fresh and fresh[-1].stop == number:
            fresh[-1] = range(fresh[-1].start, number + 1)
        else:
            fresh.append(range(number, number + 1))
    kept = []
    for found in previous.findings:
        at = found.number if found.number < head else found.number + added if found.number >= end else numbers.get(found.number)
        if at is not None:
            kept.append(found if at == found.number else Findings(at, found.defined, found.faults, found.uses, found.part))
    return fresh, kept


def _changed(
    previous: Checked, known: frozenset[str], own: Mapping[str, Contract | None], elsewhere: Mapping[str, Contract | None]
) -> frozenset[str]:
    """The names of commands that have come or gone since the previous check, and of procedures that are called in another way."""
    changed = frozenset[str]() if known is previous.known else known ^ previous.known
    if own is previous.own and elsewhere is previous.elsewhere:
        return changed
    old, new = {**previous.elsewhere, **previous.own}, {**elsewhere, **own}
    return changed.union([name for name in {*old, *new} if old.get(name) != new.get(name)])


def _speaking_of(names: Collection[str], syntax: Syntax, kept: Sequence[Findings]) -> set[int]:
    """The numbers of the chunks that may say something else now that these names have come, gone, or are called in another way.

    They have such a name, or a command that is not known and may mean one.
    """
    text, starts = syntax.text, syntax.starts
    stale = set()
    for name in {name.rpartition("::")[2] for name in names}:
        at = text.find(name)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            stale.add(number)
            at = text.find(name, starts[number + 1]) if number + 1 < len(starts) else -1
    for found in kept:
        for fault in found.faults:
            if fault.code in ("api/unknown-command", "api/abbreviated-command"):
                start = starts[found.number]
                written = text[start + fault.start : start + fault.end].strip('"{}')
                if any(may_mean(written, name) for name in names):
                    stale.add(found.number)
    stale.discard(-1)
    return stale


def _find(
    syntax: Syntax,
    numbers: range,
    *,
    known: frozenset[str],
    procs: Mapping[str, Contract | None],
    definitions: Mapping[int, Definitions],
    catalogue: Catalogue,
) -> list[Findings]:
    """Checks the outermost commands of some numbers with all that is in them."""
    starts = syntax.starts
    first, last = numbers.start, numbers.stop
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
    for number in sorted({*faults, *uses, *[number for number in definitions if number in numbers]}):
        here = [moved_fault(fault, -starts[number]) for fault in faults[number]] if number in faults else []
        if here:
            here = _without_own(here, syntax.chunk(number), catalogue)
        in_procedures, own = uses.get(number, ((), None))
        if in_procedures:
            here += [moved_fault(fault, -syntax.chunk(number).origin) for fault in in_procedures]
        names, part = definitions.get(number, (frozenset[str](), None))
        findings.append(Findings(number, names, tuple(here), own, part))
    return findings


def _without_own(faults: list[Fault], chunk: Chunk, catalogue: Catalogue) -> list[Fault]:
    """The faults in an outermost command, offsets from its start, but for unknown names in a namespace of the tool.

    Such a one has commands that only the tool's own code uses and no catalogue lists.
    """
    spaces = [range(space.start + 1 - chunk.origin, space.end - chunk.origin) for space in _own_namespaces(chunk, catalogue)]
    return [fault for fault in faults if fault.code != "api/unknown-command" or not any(fault.start in space for space in spaces)]


def _definitions(syntax: Syntax, numbers: range) -> dict[int, Definitions]:
    """The names that outermost commands make commands of, and what they tell of procedures, by the commands' numbers."""
    text, starts = syntax.text, syntax.starts
    begin, end = (*starts, len(text))[numbers.start], (*starts, len(text))[numbers.stop]
    telling = set()
    for word in _DEFINING:
        at = text.find(word, begin, end)
        while at >= 0:
            after = bisect_right(starts, at)
            telling.add(after - 1)
            # One in a command says that it is to be looked at.
            at = text.find(word, starts[after], end) if after < len(starts) else -1
    found: dict[int, Definitions] = {}
    for number in telling:
        chunk = syntax.chunk(number)
        names = frozenset(_names(chunk.calls))
        part = procedures_in(chunk)
        if names or part is not None:
            found[number] = names, part
    return found


def _names(calls: Sequence[Call]) -> Iterator[str]:
    """The names that calls make commands of, without leading colons."""
    for call in calls:
        name: str | None = None
        if call.command == "proc" and call.count > 1:
            name = call.words[1].value
        elif call.command == "package" and call.count > 2 and call.words[1].value == "require":
            # The command of many a package has its name.
            name = call.words[2].value
        if name:
            yield name.removeprefix("::")


def _own_contracts(
    previous: Checked | None, kept: Sequence[Findings], definitions: Mapping[int, Definitions]
) -> Mapping[str, Contract | None]:
    """What calls of the text's own procedures are held to; the same object as before where no edit can have changed it."""
    by_number = {found.number: found.part for found in kept} | {number: part for number, (_, part) in definitions.items()}
    parts = [part for _, part in sorted(by_number.items(), key=_FIRST) if part is not None]
    if previous is not None:
        old = [found.part for found in previous.findings if found.part is not None]
        head, tail = in_common(old, parts)
        if list(map(_told, old[head : len(old) - tail])) == list(map(_told, parts[head : len(parts) - tail])):
            return previous.own
    return contracts(with_declarations(parts))


def _told(part: Part) -> tuple[object, ...]:
    """All that contracts are made of, of what an outermost command tells of procedures."""
    return part.declared, [(proc.name, proc.parameters, proc.parsed) for proc in part.procs]


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


Definitions = tuple[frozenset[str], Part | None]
_DEFINING = ("proc", "package", "define_cmd_args", "interp")
_NUMBER = attrgetter("number")
_FIRST = itemgetter(0)
# When more names than these come or go at once, as when a project has been read, all is checked again.
_FEW = 20
