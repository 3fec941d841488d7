"""Variables that a Tcl text reads and nothing sets: misspelt names, mostly.

A scope counts only where all that could set its variables is in sight: one that sources or evaluates something is passed over, as
is a name that also stands in it as a plain word, which a command may take for the name of a variable to set.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

import msgspec

from edascribe_grammars import Call, Chunk, Fault, Procedure, Shapes, Variable, chunk_symbols

# What these run or read may set any variable of the scope that they stand in.
_OPAQUE = frozenset(
    {"apply", "array", "dict", "eval", "interp", "load", "namespace", "package", "read_sdc", "source", "subst", "uplevel", "upvar"}
)
_NAME = re.compile(r"[A-Za-z_]\w*")
# A word that is not the name of a variable that is read.
_WORD = re.compile(r"(?<![\w$])(?<!\$\{)[A-Za-z_]\w*")
_READ = re.compile(r"\$\{?([A-Za-z_]\w*)(?![\w:])")
_READING_SET = re.compile(r"\bset[ \t]+[\w:]+[ \t]*(?:[\n;\]]|\Z)")
_PROC = re.compile(r"\bproc\b")


class Uses(msgspec.Struct, frozen=True, gc=False):
    """What is said of the variables of one scope: names set, names that stand as plain words, reads of names not set here."""

    sets: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    reads: tuple[Variable, ...] = ()
    opaque: bool = False


def uses_of(chunk: Chunk, shapes: Shapes, given: Collection[str]) -> tuple[tuple[Fault, ...], Uses]:
    """The faults in the procedures of an outermost command, and what it says of the variables outside of them.

    Offsets are where the command stood when it was read. ``given`` are the variables that Tcl and the tool set.
    """
    if not chunk.calls:
        return (), Uses()
    text, start, end = chunk.calls[0].place
    if text.find("proc", start, end) < 0:
        if not _READING_SET.search(text, start, end):
            return (), _uses_by_words(chunk, text, start, end, given)
    elif not _PROC.search(text, start + 1, end) and not _uses_by_words(chunk, text, start, end, given).reads:
        # One procedure: all the names that it reads stand in it as words too.
        return (), Uses()
    found = chunk_symbols(chunk, shapes)
    scopes = _scopes(chunk.calls, found.procedures, found.variables, given)
    faults = [fault for scope, uses in scopes.items() if scope is not None for fault in _unset(uses, "in this procedure")]
    return tuple(faults), scopes[None]


def _uses_by_words(chunk: Chunk, text: str, start: int, end: int, given: Collection[str]) -> Uses:
    """The uses as the words alone tell them: any word may name a variable to set, wherever it stands.

    This is what most commands need, and takes a tenth of the time that it takes to tell the words' parts.
    """
    named = frozenset(_WORD.findall(text, start, end))
    origin = chunk.calls[0].start - start
    reads = []
    for at in chunk.reads:
        match = _READ.match(text, at - origin)
        if match is not None and match[1] not in named and match[1] not in given:
            reads.append(Variable(match[1], "read", match.start(1) + origin, match.end(1) + origin, None))
    # The name of a command that starts like this is known only when the script runs.
    dynamic = any(text[call.start - origin] in "$[" for call in chunk.calls)
    return Uses(named, frozenset(), tuple(reads), dynamic or not _OPAQUE.isdisjoint(named))


def unset_variables(uses: Sequence[Uses]) -> Iterator[tuple[int, Fault]]:
    """A warning for each read outside of procedures that nothing in the text can have set, with the number of its command."""
    if any(scope.opaque for scope in uses):
        return
    reads = [(number, variable) for number, scope in enumerate(uses) if scope.reads for variable in scope.reads]
    sets = frozenset().union(*[scope.sets for scope in uses if scope.sets])
    unset = [(number, variable) for number, variable in reads if variable.name not in sets]
    if unset:
        named = frozenset().union(*[scope.named for scope in uses if scope.named])
        for number, variable in unset:
            if variable.name not in named:
                yield number, _fault(variable, "here")


def _scopes(
    calls: Sequence[Call], procedures: Sequence[Procedure], variables: Sequence[Variable], given: Collection[str]
) -> dict[int | None, Uses]:
    """The uses by the number of the procedure, None outside of procedures."""
    named: defaultdict[int | None, set[str]] = defaultdict(set)
    sets: defaultdict[int | None, set[str]] = defaultdict(set)
    reads: defaultdict[int | None, list[Variable]] = defaultdict(list)
    opaque: set[int | None] = set()
    for call in calls:
        scope = _scope_at(call.start, procedures) if procedures else None
        name = call.name
        if name is None or name.removeprefix("::") in _OPAQUE:
            opaque.add(scope)
        elif name == "proc" and any(word.kind == "quoted" for word in call.words[2:]):
            # What is read in a quoted body is put in where the procedure is made, not when it is called.
            parameters = call.words[2].start
            opaque.update(number for number, procedure in enumerate(procedures) if procedure.scope_start == parameters)
        elif name == "set" and len(call.words) == 2:
            # This one reads.
            continue
        for word in call.words[1:]:
            if word.kind == "bare" and _NAME.fullmatch(word.text):
                named[scope].add(word.text)
    for variable in variables:
        if variable.use != "read":
            sets[variable.scope].add(variable.name)
        elif "::" not in variable.name and variable.name not in given:
            reads[variable.scope].append(variable)
    return {
        scope: Uses(
            frozenset(sets[scope]),
            frozenset(named[scope]),
            tuple([variable for variable in reads[scope] if variable.name not in sets[scope]]),
            scope in opaque,
        )
        for scope in {None, *named, *sets, *reads, *opaque}
    }


def _scope_at(offset: int, procedures: Sequence[Procedure]) -> int | None:
    """The innermost procedure around an offset; they come in the order of the text, so that is the last one."""
    inside = [number for number, procedure in enumerate(procedures) if procedure.scope_start <= offset < procedure.scope_end]
    return inside[-1] if inside else None


def _unset(uses: Uses, where: str) -> Iterator[Fault]:
    if not uses.opaque:
        yield from (_fault(variable, where) for variable in uses.reads if variable.name not in uses.named)


def _fault(variable: Variable, where: str) -> Fault:
    return Fault(
        code="api/unset-variable",
        message=f"`{variable.name}` is read, but nothing {where} sets it.",
        start=variable.start,
        end=variable.end,
        severity="warning",
    )
