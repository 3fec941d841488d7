"""From a place in a text to where the procedure or variable there is defined, and to all places that use it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.meaning import Around
from edascribe_codegen.outline import DECLARING, Outline
from edascribe_codegen.project import source_target
from edascribe_codegen.workspace import Found, Workspace
from edascribe_grammars import Call

# Reads a file's outline, for files whose text has a word; None for a file that has not, or that cannot be read.
Reader = Callable[[str, str], Outline | None]


class Place(NamedTuple):
    """A stretch of a file; ``writes`` says that it defines or sets what stands there."""

    path: str
    start: int
    end: int
    writes: bool = False


class CannotRenameError(ValueError):
    """Why a name cannot be changed, for the user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What stands at a place: a procedure with its definitions, or a variable with the start of its procedure if it is local.

    ``text[start:end]`` is the last part of its name, ``name`` the qualified one.
    """

    name: str
    start: int
    end: int
    definitions: tuple[Found, ...] = ()
    is_variable: bool = False
    owner: int | None = None

    @property
    def tail(self) -> str:
        """The name without its namespace, as it stands at each place."""
        return self.name.rpartition("::")[2]


def subject_at(outline: Outline, offset: int, around: Around) -> Subject | None:
    """The procedure or variable at an offset."""
    mention = outline.mention_at(offset)
    if mention is not None:
        return Subject(name=mention.name, start=mention.start, end=mention.end, is_variable=True, owner=mention.owner)
    at = outline.call_at(offset)
    if at is None:
        return None
    call, index = at
    found = _named(call, index, outline, around)
    if not found:
        return None
    word = call.words[index]
    tail = found[0].proc.name.rpartition("::")[2]
    start = word.start + word.text.rfind(tail)
    return Subject(name=found[0].proc.name, start=start, end=start + len(tail), definitions=found)


def definitions(outline: Outline, offset: int, around: Around, read: Reader) -> list[Place]:
    """Where what stands at an offset is defined: a procedure, the first setting of a variable, a sourced file."""
    for start, end, word in outline.sources:
        if start <= offset <= end:
            target = source_target(around.path, word)
            return [Place(target, 0, 0)] if target is not None else []
    subject = subject_at(outline, offset, around)
    if subject is None:
        return []
    if not subject.is_variable:
        return [Place(found.path, found.proc.start, found.proc.end, writes=True) for found in subject.definitions]
    for path in (around.path,) if subject.owner is not None else around.workspace.near(around.path):
        there = outline if path == around.path else read(path, subject.tail)
        if there is not None:
            setting = next((place for place in _variable_places(subject, path, there) if place.writes), None)
            if setting is not None:
                return [setting]
    return []


def references(outline: Outline, subject: Subject, around: Around, read: Reader) -> Iterator[list[Place]]:
    """All places that name a subject, those that define it included, for each file of those that may have some."""
    for path in files_of_references(subject, around):
        there = outline if path == around.path else read(path, subject.tail)
        if there is None:
            yield []
        elif subject.is_variable:
            yield list(_variable_places(subject, path, there))
        else:
            yield list(_procedure_places(subject, path, there, around.workspace))


def files_of_references(subject: Subject, around: Around) -> Sequence[str]:
    """The files that may name a subject, its own first."""
    if subject.owner is not None:
        return (around.path,)
    if subject.is_variable:
        return around.workspace.near(around.path)
    return tuple(dict.fromkeys((around.path, *around.workspace.paths)))


def check_rename(subject: Subject, new: str, catalogue: Catalogue | None, around: Around) -> None:
    """Raises CannotRenameError where a procedure or variable cannot have this name."""
    if not _NAME.fullmatch(new):
        raise CannotRenameError(f"`{new}` is no name of letters, digits and underscores.")
    if subject.is_variable:
        return
    full = subject.name.removesuffix(subject.tail) + new
    if catalogue is not None and catalogue.find(full) is not None:
        raise CannotRenameError(f"`{full}` is a command of {catalogue.title}.")
    there = around.workspace.find(full, "", around.path)
    if there and new != subject.tail:
        raise CannotRenameError(f"There is a procedure `{full}` already, in {around.place(there[0])}.")


def _variable_places(subject: Subject, path: str, outline: Outline) -> Iterator[Place]:
    for mention in outline.mentions_of(subject.name, subject.owner):
        yield Place(path, mention.start, mention.end, mention.use == "set")


def _procedure_places(subject: Subject, path: str, outline: Outline, workspace: Workspace) -> Iterator[Place]:
    """The places of a text where a word names the procedure, each where its last part stands."""
    files = {found.path for found in subject.definitions}
    around = Around(path=path, workspace=workspace)
    tail = subject.tail
    for match in re.finditer(rf"(?<![\w$]){re.escape(tail)}(?!\w)", outline.syntax.text):
        at = outline.call_at(match.start())
        if at is None:
            continue
        call, index = at
        word = call.words[index]
        if word.text.rfind(tail) != match.start() - word.start:
            continue
        found = _named(call, index, outline, around)
        if found and found[0].proc.name == subject.name and not files.isdisjoint([each.path for each in found]):
            yield Place(path, match.start(), match.end(), _is_definition(call, index))


def _named(call: Call, index: int, outline: Outline, around: Around) -> tuple[Found, ...]:
    """The procedures that a word of a call names."""
    word = call.words[index]
    if word.value is None or word.kind == "expanded":
        return ()
    names = [other.value for other in call.words[:index]]
    space = outline.namespace(call.start)
    if index and not _takes_name(names):
        return ()
    found = around.workspace.find(word.value, space, around.path)
    if _is_definition(call, index):
        # This very one, should another file of the workspace define it as well.
        return tuple([each for each in found if each.path == around.path]) or found
    return found


def _takes_name(before: Sequence[str | None]) -> bool:
    """Whether a word that follows these is the name of a procedure."""
    name = (before[0] or "").removeprefix("::")
    if name in ("proc", "rename", *DECLARING):
        return len(before) == 1
    if name == "interp":
        return before[1:2] == ["alias"] and len(before) in (3, 5)
    if name in ("namespace", "info"):
        return before[1:2] in (
            ["export"],
            ["import"],
            ["body"],
            ["args"],
            ["default"],
            ["commands"],
            ["procs"],
            ["which"],
            ["origin"],
        )
    return False


def _is_definition(call: Call, index: int) -> bool:
    return index == 1 and (call.name or "").removeprefix("::") == "proc"


_NAME = re.compile(r"[A-Za-z_]\w*")
