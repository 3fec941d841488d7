"""Where the words come from that may be written: commands, procedures, options, variables, elements, files, names of the design."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple

from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.render import kind_in_words, markdown
from edascribe_codegen.catalogue.schema import Command, Kind, Option, Positional
from edascribe_codegen.declared import command_of, summary
from edascribe_codegen.declared import markdown as procedure_markdown
from edascribe_codegen.design import clocks_in
from edascribe_codegen.hover import option_markdown
from edascribe_codegen.meaning import Around
from edascribe_codegen.outline import Outline
from edascribe_codegen.workspace import TCL_SUFFIXES, Found

SuggestionKind = Literal[
    "command", "procedure", "builtin", "subcommand", "option", "value", "variable", "file", "folder", "object",
    "method", "function", "property", "class", "module", "constant", "keyword",
]  # fmt: skip


class Slot(NamedTuple):
    """An argument to be written: what stands before it, its name, the words it may be, and whether it is code in braces."""

    name: str
    before: str = ""
    choices: tuple[str, ...] = ()
    braced: Literal["", "line", "block"] = ""


class Candidate(NamedTuple):
    """A word with its kind, and what is known about it or, of many words, what tells that of one that is chosen."""

    label: str
    kind: SuggestionKind
    detail: str = ""
    tell: Callable[[str], Told] | None = None


class Told(NamedTuple):
    """A few words on a candidate, all that is known of it, and what makes the arguments that its call needs."""

    detail: str
    explain: Callable[[], str] | None = None
    slots: Callable[[], tuple[Slot, ...]] = tuple


class Place(NamedTuple):
    """Where something is written: the offset of the cursor in a text, and what is known there."""

    outline: Outline
    offset: int
    catalogue: Catalogue
    around: Around

    @property
    def text(self) -> str:
        """The whole text."""
        return self.outline.syntax.text


def commands(place: Place, letters: re.Pattern[str]) -> Iterator[Candidate]:
    """The commands and procedures whose names have the letters."""
    catalogue, around, namespace = place.catalogue, place.around, place.outline.namespace(place.offset)
    near = set(around.workspace.near(around.path))
    far = []
    for found in around.workspace.visible(around.path, letters.search):
        if found.path in near:
            yield _procedure(found, namespace, around)
        else:
            far.append(found)
    own = [name for name in catalogue.own_names if letters.search(name)]
    tell = partial(_tell_command, catalogue)
    for name in own:
        yield Candidate(name, "command", tell=tell)
    for found in far:
        yield _procedure(found, namespace, around)
    known = set(own)
    for name in catalogue.names:
        if name not in known and letters.search(name):
            yield Candidate(name, "builtin", tell=tell)


def _tell_command(catalogue: Catalogue, name: str) -> Told:
    command = catalogue.find(name)
    assert command is not None
    return Told(catalogue.summary(name), partial(markdown, command, catalogue), partial(_slots, command))


def _procedure(found: Found, namespace: str, around: Around) -> Candidate:
    """A procedure by the name that it has in a namespace."""
    proc = found.proc
    label = proc.name.removeprefix(f"{namespace}::") if namespace else proc.name
    return Candidate(label, "procedure", tell=partial(_tell_procedure, found, around))


def _tell_procedure(found: Found, around: Around, _: str) -> Told:
    proc = found.proc
    detail = summary(proc) or " ".join(name for name, _ in proc.parameters)
    return Told(detail, lambda: procedure_markdown(proc, around.place(found)), lambda: _slots(command_of(proc)))


def subcommand(command: Command, sub: Command, catalogue: Catalogue) -> Candidate:
    """A subcommand of a command."""

    def tell(name: str) -> Told:
        return Told(
            catalogue.summary(f"{command.name} {name}"), partial(markdown, sub, catalogue, command.name), partial(_slots, sub)
        )

    return Candidate(sub.name, "subcommand", tell=tell)


def _slots(command: Command) -> tuple[Slot, ...]:
    """The arguments that a call must have: options first, then positionals."""
    if command.subcommands:
        return (Slot("subcommand"),)
    options = [option for option in command.options if option.required]
    named = [
        Slot(option.placeholder or "value", option.name, option.value.values) for option in options if option.value is not None
    ]
    needed = [positional for positional in command.positionals or () if not positional.optional]
    return (*named, *[Slot(p.name, choices=p.value.values, braced=_braced(command.name, p)) for p in needed])


def _braced(command: str, positional: Positional) -> Literal["", "line", "block"]:
    if positional.value.kinds[0] == "script":
        return "block"
    return "line" if positional.value.kinds[0] == "expr" or (command == "proc" and positional.name == "args") else ""


def options_left(command: Command, given: set[str], full_name: str) -> Iterator[Candidate]:
    """The options that may still be given, the required ones first."""
    barred = {name for group in command.exclusive if given.intersection(group) for name in group} - given
    needed = {option.name for option in command.options if option.required}
    needed.update(name for group in command.one_of if not given.intersection(group) for name in group)
    for option in sorted(command.options, key=lambda option: option.name not in needed):
        if option.hidden or option.name in barred or (option.name in given and not option.repeated):
            continue
        value = option.value
        slots = (Slot(option.placeholder or "value", choices=value.values),) if value is not None and value.values else ()
        told = Told(_detail(option), partial(option_markdown, option, command, full_name), partial(tuple, slots))
        yield Candidate(option.name, "option", tell=partial(_just, told))


def _just(told: Told, _: str) -> Told:
    return told


def _detail(option: Option) -> str:
    """An option's value and what it is for, in a few words."""
    value = kind_in_words(option.value) if option.value is not None else ""
    value = option.placeholder if value == "value" else value
    return "; ".join(part for part in (value, "required" if option.required else "", option.summary) if part)


def variables(place: Place, typed: str) -> Iterator[Candidate]:
    """The variables in scope, those of the procedure first."""
    outline, offset, catalogue, around = place
    proc = outline.proc_around(offset)
    seen: set[str] = set()
    being_written = outline.mention_at(offset)
    if being_written is not None and len(list(outline.mentions_of(being_written.name, being_written.owner))) == 1:
        seen.add(being_written.name)
    if proc is not None:
        parameters = {name for name, _ in proc.parameters}
        for mention in outline.mentions_within(proc.whole_start, proc.whole_end):
            name = mention.name if mention.owner == proc.whole_start else mention.name.rpartition("::")[2]
            if mention.use != "read" and name not in seen:
                seen.add(name)
                yield Candidate(name, "variable", _whose(mention.owner, name in parameters, proc.name))
        if not typed.startswith(":"):
            return
    prefix = "::" if typed.startswith(":") else ""
    space = outline.namespace(offset)
    for name in sorted(outline.globals | around.workspace.globals(around.path)):
        label = name.removeprefix(f"{space}::") if space and not prefix else prefix + name
        if label not in seen:
            yield Candidate(label, "variable", "global variable")
    for name in catalogue.variables:
        if prefix + name not in seen:
            yield Candidate(prefix + name, "variable", f"variable of {catalogue.title}")


def _whose(owner: int | None, is_parameter: bool, proc: str) -> str:
    if owner is None:
        return "global variable"
    return f"{'parameter' if is_parameter else 'variable'} of {proc}"


def elements(place: Place, array: str) -> Iterator[Candidate]:
    """The elements of an array that the text names elsewhere."""
    name = array.removeprefix("::")
    for match in re.finditer(rf"(?<![\w]){re.escape(name)}\(([\w.,:/-]+)\)", place.text):
        if not match.start(1) <= place.offset <= match.end(1):
            yield Candidate(match[1], "variable", f"element of {name}")


def files(typed: str, around: Around, *, scripts: bool) -> Iterator[Candidate]:
    """The files and folders that a path may go on to, looked for from the script's folder and those of the workspace."""
    folder, _, begun = typed.rpartition("/")
    for base in dict.fromkeys((Path(around.path).parent, *around.folders) if around.path else around.folders):
        try:
            entries = sorted((base / (folder or ("/" if typed.startswith("/") else "."))).iterdir())
        except OSError:
            # The part that is typed is no folder there.
            continue
        for path in entries[:_MOST_FILES]:
            if path.name.startswith(".") and not begun.startswith("."):
                continue
            if path.is_dir():
                yield Candidate(f"{path.name}/", "folder", str(base.name))
            elif not scripts or path.suffix.lower() in TCL_SUFFIXES:
                yield Candidate(path.name, "file", str(base.name))
        if typed.startswith("/"):
            return


def objects(kinds: Iterable[Kind], around: Around, text: str) -> Iterator[Candidate]:
    """The names of the design of some kinds; clocks that the text itself creates are known before it is saved."""
    for kind in kinds:
        for name in (*(clocks_in(text) if kind == "clock" else ()), *around.design.get(kind, ())):
            yield Candidate(name, "object", _OBJECT_NAMES.get(kind, kind))


_MOST_FILES = 2_000
_OBJECT_NAMES: dict[Kind, str] = {"instance": "cell", "lib_cell": "library cell"}
