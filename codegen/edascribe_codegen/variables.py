"""Variables that a Tcl text reads and nothing sets: misspelt names, mostly.

A scope counts only where all that could set its variables is in sight: one that sources or evaluates something is passed over, as
is a name that also stands in it as a plain word, which a command may take for the name of a variable to set.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import msgspec

from edascribe_grammars import Call, Chunk, Fault, Procedure, Shapes, Syntax, Variable, chunk_symbols

# What these run or read may set any variable of the scope that they stand in.
_OPAQUE = frozenset(
    {"apply", "array", "dict", "eval", "interp", "load", "namespace", "package", "read_sdc", "source", "subst", "uplevel", "upvar"}
)
_NAME = re.compile(r"[A-Za-z_]\w*")
_READ = re.compile(r"\$\{?([A-Za-z_]\w*)(?![\w:])")
# A literal at the beginning is looked for several times as fast.
_PROC = re.compile(r"proc(?<=\bproc)\b")
_READING_SET = re.compile(r"set(?<=\bset)[ \t]+[\w:]+[ \t]*(?:[\n;\]]|\Z)")
# The same or more, where the end of a command is not seen.
_PERHAPS_READING_SET = re.compile(r"set(?<=\bset)[ \t]+[\w:]+[ \t]*(?:[\n;\]\r\v\f\\]|\Z)")


class Uses(msgspec.Struct, frozen=True, gc=False):
    """What is said of the variables of one scope: names set, names that stand as plain words, reads of names not set here."""

    sets: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    reads: tuple[Variable, ...] = ()
    opaque: bool = False


def uses_of_others(syntax: Syntax, first: int, last: int, given: Collection[str]) -> dict[int, tuple[tuple[Fault, ...], Uses]]:
    """The uses of those outermost commands for which it is not enough that any word may name a variable to set.

    It is enough for most, and takes a tenth of the time that it takes to tell the words' parts. Of the chunks from number ``first``
    to before ``last`` these are the numbers of the others, with the faults in their procedures and what they say of the variables
    outside of them. Offsets are where a chunk stood when it was read. ``given`` are the variables that Tcl and the tool set.
    """
    found = {}
    for number in _unlike(syntax, first, last):
        chunk = syntax.chunk(number)
        uses = _uses_of(chunk, syntax.shapes, given)
        if uses is not None:
            found[number] = uses
    for call in syntax.calls_within(first, last):
        name = call.command
        # The name of a command that starts like this is known only when the script runs.
        if name in _OPAQUE or (name is None and call.source.text[call.start - call.source.origin] in "$["):
            number = bisect_right(syntax.starts, call.start) - 1
            if number not in found:
                found[number] = (), Uses(opaque=True)
    return found


def unset_variables(syntax: Syntax, uses: Mapping[int, Uses], given: Collection[str]) -> Iterator[Fault]:
    """A warning for each read outside of procedures that nothing in the text can have set; ``uses`` are by the chunks' numbers."""
    if any(scope.opaque for scope in uses.values()):
        return
    text, starts = syntax.text, syntax.starts
    read = {*_READ.findall(text), *[variable.name for scope in uses.values() for variable in scope.reads]}
    read = read.difference(given, *[scope.sets for scope in uses.values()], *[scope.named for scope in uses.values()])
    if not read:
        return

    def may_set(offset: int) -> bool:
        """Whether a word at this offset may name a variable to set."""
        number = bisect_right(starts, offset) - 1
        return number >= 0 and number not in uses and text[starts[number]] != "#"

    unset = {name for name in read if not (_NAME.fullmatch(name) and _stands(name, text, 0, len(text), may_set))}
    # What sets no variable is looked for last: most texts have none of it, which takes looking through all of them.
    if not unset or any(_stands(name, text, 0, len(text), may_set) for name in _OPAQUE):
        return
    for at in syntax.reads:
        match = _READ.match(text, at)
        if match is not None and match[1] in unset and may_set(at):
            yield _fault(match[1], match.start(1), match.end(1), "here")
    for number, scope in uses.items():
        for variable in scope.reads:
            if variable.name in unset:
                distance = starts[number] - syntax.chunk(number).origin
                yield _fault(variable.name, variable.start + distance, variable.end + distance, "here")


def _unlike(syntax: Syntax, first: int, last: int) -> set[int]:
    """The numbers of the chunks in which a procedure or a `set` that reads may stand."""
    text, starts = syntax.text, syntax.starts
    begin, end = (*starts, len(text))[first], (*starts, len(text))[last]
    places = [match.start() for pattern in (_PROC, _PERHAPS_READING_SET) for match in pattern.finditer(text, begin, end)]
    return {bisect_right(starts, place) - 1 for place in places}


def _uses_of(chunk: Chunk, shapes: Shapes, given: Collection[str]) -> tuple[tuple[Fault, ...], Uses] | None:
    """The faults in the procedures of an outermost command and its own uses; None if it is like most."""
    calls = chunk.calls
    if not calls:
        return None
    text, start, end = calls[0].place
    if not _PROC.search(text, start, end) and not _READING_SET.search(text, start, end):
        return None
    # Outside of its procedures either nothing stands, or nobody knows what is set there.
    opaque = calls[0].command in _OPAQUE
    single = calls[0].command == "proc" and not _PROC.search(text, start + 1, end)
    if (opaque or single) and _procedures_read_only_words(chunk, given):
        return (), Uses(opaque=opaque)
    found = chunk_symbols(chunk, shapes)
    scopes = _scopes(calls, found.procedures, found.variables, given)
    faults = [fault for scope, uses in scopes.items() if scope is not None for fault in _unset(uses, "in this procedure")]
    return tuple(faults), scopes[None]


def _procedures_read_only_words(chunk: Chunk, given: Collection[str]) -> bool:
    """Whether each variable that is read in a procedure also stands in it as a plain word."""
    text, start, _ = chunk.calls[0].place
    distance = start - chunk.calls[0].start
    procedures = [range(call.words[2].start, call.end) for call in chunk.calls if call.command == "proc" and call.count == 4]
    starts = [procedure.start for procedure in procedures]
    names: defaultdict[range, set[str]] = defaultdict(set)
    for at in chunk.reads:
        match = _READ.match(text, at + distance)
        number = bisect_right(starts, at) - 1
        while number >= 0 and at not in procedures[number]:
            number -= 1
        if match is not None and number >= 0:
            names[procedures[number]].add(match[1])
    return all(
        _stands(name, text, procedure.start + distance, procedure.stop + distance)
        for procedure, read in names.items()
        for name in read.difference(given)
    )


def _stands(name: str, text: str, start: int, end: int, where: Callable[[int], bool] | None = None) -> bool:
    """Whether a name stands in a stretch of text as a word, and not as that of a variable that is read."""
    at = text.find(name, start, end)
    while at >= 0:
        after = at + len(name)
        if (
            not _in_word(text[after : after + 1])
            and not _in_word(before := text[at - 1 : at])
            and before != "$"
            and (before != "{" or text[at - 2 : at - 1] != "$")
            and (where is None or where(at))
        ):
            return True
        at = text.find(name, after, end)
    return False


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


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
        for variable in uses.reads:
            if variable.name not in uses.named:
                yield _fault(variable.name, variable.start, variable.end, where)


def _fault(name: str, start: int, end: int, where: str) -> Fault:
    message = f"`{name}` is read, but nothing {where} sets it."
    return Fault(code="api/unset-variable", message=message, start=start, end=end, severity="warning")
