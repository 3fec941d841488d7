"""What a Tcl text defines and where it uses it: procedures with their namespaces, variables with whose they are, sourced files.

What is found in an outermost command is kept, so that after an edit only the commands that it touched are looked at again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter, is_
from sys import intern
from typing import TypeVar

import msgspec

from edascribe_codegen.own_options import READERS, list_argument
from edascribe_grammars import (
    Call,
    Chunk,
    Symbols,
    Syntax,
    Use,
    Variable,
    Word,
    chunk_symbols,
    moved_call,
    procedures_of,
)

S = TypeVar("S")
T = TypeVar("T")


class Proc(msgspec.Struct, frozen=True, gc=False):
    """A procedure. ``name`` is qualified, without leading colons; ``start`` and ``end`` are where its last part stands.

    ``whole_start`` and ``whole_end`` are those of its definition with its body. ``parameters`` are names with their defaults, None
    where there is none. ``comment`` is what stands above it; ``declared`` is how the text describes its arguments
    (``define_proc_attributes ...``), ``parsed`` the calls in its body that take its options apart (``parse_key_args ...``), all as
    written but for lists of options that are in variables, which are put in.
    """

    name: str
    parameters: tuple[tuple[str, str | None], ...]
    start: int
    end: int
    whole_start: int
    whole_end: int
    comment: str = ""
    declared: str = ""
    parsed: tuple[str, ...] = ()


class Mention(msgspec.Struct, frozen=True, gc=False):
    """One mention of a variable, ``text[start:end]``, without a namespace that is written before it.

    ``owner`` is where the procedure that the variable is local to begins, None for one of a namespace, whose name is qualified.
    """

    name: str
    use: Use
    start: int
    end: int
    owner: int | None


class Part(msgspec.Struct, frozen=True):
    """What was found in one outermost command, with offsets where it stood when it was read."""

    chunk: Chunk
    procs: tuple[Proc, ...] = ()
    mentions: tuple[Mention, ...] = ()
    sources: tuple[Word, ...] = ()
    spaces: tuple[tuple[int, int, str], ...] = ()
    declared: tuple[tuple[str, str], ...] = ()
    globals: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Outline:
    """What a text defines and uses; see ``outline``."""

    syntax: Syntax
    parts: tuple[Part, ...]

    @cached_property
    def procs(self) -> tuple[Proc, ...]:
        """The procedures in the order of the text."""
        declared = _declared(self.parts)
        found = []
        for number, part in enumerate(self.parts):
            for proc in part.procs:
                distance = self._distance(number)
                start = proc.whole_start + distance
                found.append(
                    Proc(
                        proc.name,
                        proc.parameters,
                        proc.start + distance,
                        proc.end + distance,
                        start,
                        proc.whole_end + distance,
                        comment_above(self.syntax.text, start),
                        _declaration(proc, declared),
                        proc.parsed,
                    )
                )
        return tuple(found)

    @property
    def defined(self) -> Iterator[str]:
        """The names that the text makes commands of, qualified and without their namespaces."""
        names = [*[proc.name for proc in self.procs], *[name for part in self.parts for name, _ in part.declared]]
        for name in names:
            yield name
            yield name.rpartition("::")[2]

    @property
    def names(self) -> frozenset[str]:
        """The last parts of the names that stand in the text as those of commands or of variables of namespaces."""
        calls = [call for part in self.parts for call in part.chunk.calls]
        # The words of these commands may name a procedure, see `navigate.py`.
        words = [word.value for call in calls for word in (call.words if call.name in _NAMING else call.words[:1])]
        variables = [mention.name for part in self.parts for mention in part.mentions if mention.owner is None]
        return frozenset([intern(name.rpartition("::")[2]) for name in (*words, *variables) if name])

    @cached_property
    def globals(self) -> frozenset[str]:
        """The variables of namespaces that the text sets or ties, by their qualified names."""
        return frozenset().union(*[part.globals for part in self.parts if part.globals])

    @property
    def variables(self) -> frozenset[str]:
        """The names of all variables that are mentioned; those of namespaces are qualified."""
        return frozenset([mention.name for part in self.parts for mention in part.mentions])

    def mentions_of(self, name: str, owner: int | None = None) -> Iterator[Mention]:
        """The mentions of one variable, in the order of the text."""
        number = None if owner is None else self._number(owner)
        for at in range(len(self.parts)) if number is None else (number,):
            distance = self._distance(at)
            for mention in self.parts[at].mentions:
                if mention.name == name and mention.owner == (None if owner is None else owner - distance):
                    yield _moved(mention, distance)

    @property
    def first_settings(self) -> Iterator[Mention]:
        """Where each variable of a namespace is set first outside of procedures."""
        seen: set[str] = set()
        for number, part in enumerate(self.parts):
            if not part.globals <= seen:
                for mention in part.mentions:
                    if mention.owner is None and mention.use == "set" and mention.name not in seen:
                        seen.add(mention.name)
                        yield _moved(mention, self._distance(number))

    @property
    def sources(self) -> Iterator[tuple[int, int, str]]:
        """The words that name the sourced files, as they are written."""
        for number, part in enumerate(self.parts):
            for word in part.sources:
                distance = self._distance(number)
                yield word.start + distance, word.end + distance, word.text

    def namespace(self, offset: int) -> str:
        """The namespace that code at an offset runs in, empty for the global one."""
        number = self._number(offset)
        if number is None:
            return ""
        return _space_at(self.parts[number].spaces, offset - self._distance(number))

    def proc_around(self, offset: int) -> Proc | None:
        """The innermost procedure around an offset, without its comment and declarations."""
        number = self._number(offset)
        if number is None:
            return None
        distance = self._distance(number)
        around = [p for p in self.parts[number].procs if p.whole_start <= offset - distance <= p.whole_end]
        if not around:
            return None
        proc = around[-1]
        return msgspec.structs.replace(proc, whole_start=proc.whole_start + distance, whole_end=proc.whole_end + distance)

    def mention_at(self, offset: int) -> Mention | None:
        """The mention of a variable at an offset, its `$` and namespace included; of two that touch, the one that begins."""
        number = self._number(offset)
        if number is None:
            return None
        distance = self._distance(number)
        mentions = self.parts[number].mentions
        # Mentions are in the order of the text, so all before this one end before it begins.
        following = bisect_right(mentions, offset - distance, key=attrgetter("start"))
        if following < len(mentions) and _SIGIL.fullmatch(self.syntax.text, offset, mentions[following].start + distance):
            return _moved(mentions[following], distance)
        found = mentions[following - 1] if following else None
        return _moved(found, distance) if found is not None and offset - distance <= found.end else None

    def mentions_within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions of variables in a stretch of one outermost command."""
        number = self._number(start)
        return () if number is None else tuple([m for m in self._mentions(number) if start <= m.start and m.end <= end])

    def call_at(self, offset: int) -> tuple[Call, int] | None:
        """The innermost call at an offset and the index of its word there; of two words that touch, the one that begins."""
        number = self._number(offset)
        if number is None:
            return None
        distance = self._distance(number)
        best: tuple[Call, int] | None = None
        for call in self.parts[number].chunk.calls:
            if not call.start + distance <= offset <= call.end + distance:
                continue
            there = moved_call(call, distance)
            indices = [index for index, word in enumerate(there.words) if word.start <= offset <= word.end]
            if indices and (best is None or there.end - there.start <= best[0].end - best[0].start):
                best = there, indices[-1]
        return best

    def _number(self, offset: int) -> int | None:
        """The number of the outermost command at or before an offset."""
        number = bisect_right(self.syntax.starts, offset) - 1
        return number if number >= 0 else None

    def _distance(self, number: int) -> int:
        return self.syntax.starts[number] - self.parts[number].chunk.origin

    def _mentions(self, number: int) -> Iterator[Mention]:
        distance = self._distance(number)
        return (_moved(mention, distance) for mention in self.parts[number].mentions)


def outline(syntax: Syntax, previous: Outline | None = None) -> Outline:
    """The outline of a Tcl text, empty for one in Python; ``previous`` is that of the text that it was edited from."""
    before, old = ((), ()) if previous is None else (previous.parts, previous.syntax.chunks)
    parts = remade(old, before, syntax.chunks, lambda chunk: _part(chunk, chunk_symbols(chunk, syntax.shapes)))
    return Outline(syntax=syntax, parts=tuple(parts))


def procedures_in(chunk: Chunk) -> Part | None:
    """What an outermost command tells of procedures, if anything: as its outline has it, but variables are not looked for."""
    own = procedures_of(chunk)
    return _part(chunk, Symbols(own, (), ())) if own or _declares(chunk) else None


def with_declarations(parts: Sequence[Part]) -> Iterator[Proc]:
    """The procedures of outermost commands as the text describes them; their places are where they were read."""
    declared = _declared(parts)
    for part in parts:
        for proc in part.procs:
            declaration = _declaration(proc, declared)
            yield msgspec.structs.replace(proc, declared=declaration) if declaration else proc


def given_to_others(syntax: Syntax) -> tuple[list[str], list[str]]:
    """What of a Tcl text matters to other files: the names that it makes commands of, and the words that name what it sources.

    They are those of its outline, in a third of the time: variables are not looked for.
    """
    defined: list[str] = []
    sources: list[str] = []
    for chunk in syntax.chunks if _GIVES.search(syntax.text) else ():
        if not chunk.calls:
            continue
        text, start, end = chunk.calls[0].place
        if not _GIVES.search(text, start, end):
            continue
        spaces = _spaces(chunk)
        for call in _named(chunk.calls, ("proc", "source")):
            if call.name != "proc":
                sources += [word.text for word in call.words[1:][-1:]]
            elif len(call.words) == 4:
                defined.append(qualified(call.words[1].value or call.words[1].text, _space_at(spaces, call.start)))
        defined += [name for name, _ in _declarations(chunk)]
    return [*defined, *[name.rpartition("::")[2] for name in defined]], sources


def qualified(name: str, namespace: str) -> str:
    """The full name, without leading colons, of what a command defines in a namespace."""
    if name.startswith("::"):
        return name.lstrip(":")
    return f"{namespace}::{name}" if namespace else name


def meanings(name: str, namespace: str) -> tuple[str, ...]:
    """The qualified names that a command's name may stand for in a namespace, in the order that Tcl tries them."""
    if name.startswith("::") or not namespace:
        return (name.lstrip(":"),)
    return (f"{namespace}::{name}", name)


def comment_above(text: str, offset: int) -> str:
    """The comment lines that end right above the line of an offset, without their signs; banners of signs are left out."""
    end = text.rfind("\n", 0, offset) + 1
    lines: list[str] = []
    while end and len(lines) < _LONGEST_COMMENT:
        start = text.rfind("\n", 0, end - 1) + 1
        match = _COMMENT.fullmatch(text, start, end - 1)
        if match is None or match[0].lstrip().startswith(("#!", "# edascribe:")):
            break
        lines.append(match[1].rstrip())
        end = start
    said = [line for line in reversed(lines) if not _BANNER.fullmatch(line)]
    return "\n".join(said).strip()


def in_common(first: Sequence[object], second: Sequence[object]) -> tuple[int, int]:
    """How many members two sequences begin, and then end, with in common, each the very same object."""
    head = [*map(is_, first, second), False].index(False)
    return head, [*map(is_, first[head:][::-1], second[head:][::-1]), False].index(False)


def remade(old: Sequence[S], made: Sequence[T], new: Sequence[S], make: Callable[[S], T]) -> list[T]:
    """What is made of each member of a sequence; of the very objects that an old one had it was ``made`` already."""
    head, tail = in_common(old, new)
    end = len(old) - tail
    known = dict(zip(map(id, old[head:end]), made[head:end], strict=True))
    fresh = [known[id(one)] if id(one) in known else make(one) for one in new[head : len(new) - tail]]
    return [*made[:head], *fresh, *made[end:]]


def _part(chunk: Chunk, found: Symbols) -> Part:
    if not chunk.calls:
        return Part(chunk)
    text, start, end = chunk.calls[0].place
    # A `proc` that is still being written has fewer words, and is no procedure yet.
    whole = (call for call in _named(chunk.calls, ("proc",)) if len(call.words) == 4) if found.procedures else ()
    calls = {call.words[1].start: call for call in whole}
    spaces = _spaces(chunk)
    procs = []
    for procedure in found.procedures:
        call = calls[procedure.start]
        name = qualified(procedure.name, _space_at(spaces, call.start))
        word = call.words[1]
        at = word.start + word.text.rfind(name.rpartition("::")[2]) if word.value is not None else word.start
        last = at + len(name.rpartition("::")[2]) if word.value is not None else word.end
        procs.append(
            Proc(
                name,
                tuple([(parameter.name, parameter.default) for parameter in procedure.parameters]),
                at,
                last,
                call.start,
                call.end,
            )
        )
    if procs and any(text.find(word, start, end) >= 0 for word in _TAKES):
        procs = list(_with_parsed(procs, chunk.calls))
    # The body of a procedure runs in the namespace of its name.
    inside = [(p.whole_start, p.whole_end, p.name.rpartition("::")[0]) for p in procs]
    spaces = sorted([*spaces, *inside]) if inside else spaces
    mentions = tuple(_mentions(chunk, procs, spaces, found.variables)) if found.variables else ()
    return Part(
        chunk,
        tuple(procs),
        mentions,
        found.sources,
        tuple(spaces),
        tuple(_declarations(chunk)) if _declares(chunk) else (),
        frozenset([m.name for m in mentions if m.owner is None and m.use != "read"]),
    )


def _mentions(
    chunk: Chunk, procs: Sequence[Proc], spaces: Sequence[tuple[int, int, str]], variables: Sequence[Variable]
) -> Iterator[Mention]:
    """The mentions of variables with whose they are."""
    links = _links(chunk, procs, spaces)
    for variable in variables:
        name, start = variable.name, variable.start
        owner = None
        if "::" in name:
            start += name.rfind("::") + 2
            name = name.lstrip(":")
        elif variable.scope is None:
            name = qualified(name, _space_at(spaces, start))
        elif (linked := links.get((procs[variable.scope].whole_start, name))) is not None:
            name = linked
        else:
            owner = procs[variable.scope].whole_start
        yield Mention(name, variable.use, start, variable.end, owner)


def _moved(mention: Mention, distance: int) -> Mention:
    owner = None if mention.owner is None else mention.owner + distance
    return Mention(mention.name, mention.use, mention.start + distance, mention.end + distance, owner)


def _links(chunk: Chunk, procs: Sequence[Proc], spaces: Sequence[tuple[int, int, str]]) -> dict[tuple[int, str], str]:
    """The qualified names of variables of namespaces by the procedure that ties them to a local name, and that name."""
    links: dict[tuple[int, str], str] = {}
    if not procs:
        return links
    for call in _named(chunk.calls, ("global", "variable", "upvar")):
        around = [proc.whole_start for proc in procs if proc.whole_start < call.start < proc.whole_end]
        if not around:
            continue
        values = [word.value for word in call.words]
        pairs: list[tuple[str | None, str | None]]
        if values[0] == "global":
            pairs = [(value, value) for value in values[1:]]
        elif values[0] == "variable":
            space = _space_at(spaces, call.start)
            pairs = [(value and qualified(value, space), value) for value in values[1::2]]
        else:
            pairs = list(zip(values[2::2], values[3::2], strict=False)) if values[1:2] == ["#0"] else []
        for full, local in pairs:
            if full and local:
                links[around[-1], local.rpartition("::")[2]] = full.lstrip(":")
    return links


def _spaces(chunk: Chunk) -> list[tuple[int, int, str]]:
    """The bodies of ``namespace eval``, each with its namespace."""
    text, start, end = chunk.calls[0].place
    spaces: list[tuple[int, int, str]] = []
    if text.find("namespace", start, end) >= 0:
        for call in _named(chunk.calls, ("namespace",)):
            if len(call.words) == 4 and call.words[1].value == "eval" and (name := call.words[2].value):
                spaces.append((call.words[3].start, call.words[3].end, qualified(name, _space_at(spaces, call.start))))
    return spaces


def _with_parsed(procs: Sequence[Proc], calls: Sequence[Call]) -> Iterator[Proc]:
    """The procedures with the calls in their bodies that take their options apart."""
    parsing = [(call, [word.text for word in call.words]) for call in _named(calls, tuple(READERS))]
    for proc in procs:
        written = []
        for call, words in parsing:
            around = [other for other in procs if other.whole_start < call.start < other.whole_end]
            at = list_argument(words) if around and around[-1] is proc else None
            if at is not None:
                words[at] = _literal(words[at], proc, procs, call.start, calls)
                written.append(" ".join(words))
        yield msgspec.structs.replace(proc, parsed=tuple(written)) if written else proc


def _literal(word: str, proc: Proc, procs: Sequence[Proc], before: int, calls: Sequence[Call]) -> str:
    """A word, or what is set before an offset, in a procedure or outside of all, to the variable that it reads."""
    variable = _READS.fullmatch(word)
    if variable is None:
        return word
    inside: list[str] = []
    outside: list[str] = []
    for call in _named(calls, ("set", "variable")):
        if call.start < before and len(call.words) == 3 and call.words[1].value == variable[1] and call.words[2].kind == "braced":
            around = [other for other in procs if other.whole_start < call.start < other.whole_end]
            if not around or around[-1] is proc:
                (inside if around else outside).append(call.words[2].text)
    return [word, *outside, *inside][-1]


def _declared(parts: Iterable[Part]) -> dict[str, str]:
    """The calls that describe the arguments of commands, by the commands' names."""
    return dict(pair for part in parts if part.declared for pair in part.declared)


def _declaration(proc: Proc, declared: Mapping[str, str]) -> str:
    """How a procedure is described under its name, else under the last part of that."""
    return declared.get(proc.name) or declared.get(proc.name.rpartition("::")[2], "")


def _declares(chunk: Chunk) -> bool:
    if not chunk.calls:
        return False
    text, start, end = chunk.calls[0].place
    return any(text.find(word, start, end) >= 0 for word in _DECLARES)


def _declarations(chunk: Chunk) -> Iterator[tuple[str, str]]:
    """The calls that describe the arguments of a command, or make another name for one, by its name."""
    for call in _named(chunk.calls, (*DECLARING, "interp")):
        values = [word.value for word in call.words[:4]]
        if len(values) < 3:
            continue
        name = values[3] if values[1:3] == ["alias", ""] and len(values) > 3 else None if values[0] == "interp" else values[1]
        if name:
            text, start, end = call.place
            yield name.lstrip(":"), text[start:end]


def _named(calls: Sequence[Call], names: tuple[str, ...]) -> Iterator[Call]:
    """The calls of some commands."""
    return (call for call in calls if call.command in names)


def _space_at(spaces: Sequence[tuple[int, int, str]], offset: int) -> str:
    """The namespace of the innermost of the stretches around an offset."""
    return next((name for start, end, name in reversed(spaces) if start <= offset < end), "")


DECLARING = ("define_proc_attributes", "sta::define_cmd_args", "define_cmd_args")
_NAMING = frozenset(
    [f"{colons}{name}" for name in ("proc", "rename", "interp", "namespace", "info", *DECLARING) for colons in ("", "::")]
)
_DECLARES = ("define_proc_attributes", "define_cmd_args", "interp")
_GIVES = re.compile(rf"\b(?:proc|source|{'|'.join(_DECLARES)})\b")
# What the names of all `READERS` have in them.
_TAKES = ("parse", "cmdline::")
_READS = re.compile(r"\$\{?(\w+)\}?")
_COMMENT = re.compile(r"[ \t]*#+ ?([^\n]*?)\r?")
_SIGIL = re.compile(r"\$?\{?[\w:]*")
_BANNER = re.compile(r"[-=#*~_+/\s]{3,}")
# Lines of a comment above a procedure that are kept.
_LONGEST_COMMENT = 40
