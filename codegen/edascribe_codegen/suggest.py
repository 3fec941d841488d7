"""What may be written at a place: commands, procedures, options, variables, values, file names and names of the design."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Literal, NamedTuple

from edascribe_codegen.arguments import bind
from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.render import kind_in_words, markdown
from edascribe_codegen.catalogue.schema import Command, Kind, Option, Positional, Value
from edascribe_codegen.declared import command_of, summary
from edascribe_codegen.declared import markdown as procedure_markdown
from edascribe_codegen.design import clocks_in
from edascribe_codegen.hover import option_markdown
from edascribe_codegen.meaning import Around, meaning
from edascribe_codegen.objects import KIND_FOUND, OBJECTS, alike
from edascribe_codegen.outline import Outline
from edascribe_codegen.workspace import TCL_SUFFIXES, Found
from edascribe_grammars import Word, call_before, call_of

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A word that may stand in place of ``text[start:end]``.

    ``detail`` says in a few words what it is, ``explain`` in Markdown all that is known. ``slots`` are the arguments that it needs
    and that may be written along with it, none where something follows already.
    """

    label: str
    kind: SuggestionKind
    start: int
    end: int
    detail: str = ""
    explain: Callable[[], str] | None = None
    slots: tuple[Slot, ...] = ()


class Suggestions(NamedTuple):
    """The words that may stand at a place, best first. ``whole`` is False where there are more; ``design`` says that names of the
    design are among them, so far as they are known."""

    items: tuple[Suggestion, ...] = ()
    whole: bool = True
    design: bool = False


class _Candidate(NamedTuple):
    """A word with its kind, and what is known about it or, of many words, what tells that of one that is chosen."""

    label: str
    kind: SuggestionKind
    detail: str = ""
    tell: Callable[[str], _Told] | None = None


class _Told(NamedTuple):
    """A few words on a candidate, all that is known of it, and the command that it begins a call of."""

    detail: str
    explain: Callable[[], str] | None = None
    slots: Callable[[], tuple[Slot, ...]] = tuple


def suggest(outline: Outline, offset: int, catalogue: Catalogue, around: Around) -> Suggestions:
    """The words that may stand at an offset.

    Procedures of near files and the tool's own commands come before those it shares with Tcl, required options before others.
    What is typed already need not be a prefix: its letters must come in this order, so that an editor can match as
    loosely as its user likes. Words that begin with it come first.
    """
    syntax = outline.syntax
    if syntax.language != "tcl":
        return Suggestions()
    text = syntax.text
    number = bisect_right(syntax.starts, offset) - 1
    call = call_before(text, offset, syntax.shapes, syntax.starts[number] if number >= 0 else 0)
    if call is None:
        return Suggestions()
    place = _Place(outline, offset, catalogue, around)
    element = _ELEMENT.search(text, text.rfind("\n", 0, offset) + 1, offset)
    if element is not None:
        return _chosen(place, _elements(place, element[1]), element.start(2), _REST_OF_WORD)
    variable = _VARIABLE.search(text, text.rfind("\n", 0, offset) + 1, offset)
    if variable is not None:
        return _chosen(place, _variables(place, variable[1]), variable.start(1), _REST_OF_NAME)
    *before, word = call.words
    if word.kind != "bare":
        return _in_list(place, before, word)
    if not before:
        return _chosen(place, _commands(place, _letters(word.text)), word.start, _REST_OF_WORD)
    found, wanted = _arguments(place, before, word)
    return _values(place, wanted, word.start) if wanted is not None else _chosen(place, found, word.start, _REST_OF_WORD)


class _Place(NamedTuple):
    """Where something is written: the offset of the cursor in a text, and what is known there."""

    outline: Outline
    offset: int
    catalogue: Catalogue
    around: Around

    @property
    def text(self) -> str:
        return self.outline.syntax.text


class _Wanted(NamedTuple):
    """A value that may stand here: its type, what it is of, and the candidates that may stand here beside it.

    ``found`` is the kind of objects that the command looks for by name, where it is one that does.
    """

    value: Value
    of: str
    others: Iterable[_Candidate] = ()
    found: Kind | None = None


def _commands(place: _Place, letters: re.Pattern[str]) -> Iterator[_Candidate]:
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
        yield _Candidate(name, "command", tell=tell)
    for found in far:
        yield _procedure(found, namespace, around)
    known = set(own)
    for name in catalogue.names:
        if name not in known and letters.search(name):
            yield _Candidate(name, "builtin", tell=tell)


def _tell_command(catalogue: Catalogue, name: str) -> _Told:
    command = catalogue.find(name)
    assert command is not None
    return _Told(catalogue.summary(name), partial(markdown, command, catalogue), partial(_slots, command))


def _procedure(found: Found, namespace: str, around: Around) -> _Candidate:
    """A procedure by the name that it has in a namespace."""
    proc = found.proc
    label = proc.name.removeprefix(f"{namespace}::") if namespace else proc.name
    return _Candidate(label, "procedure", tell=partial(_tell_procedure, found, around))


def _tell_procedure(found: Found, around: Around, _: str) -> _Told:
    proc = found.proc
    detail = summary(proc) or " ".join(name for name, _ in proc.parameters)
    return _Told(detail, lambda: procedure_markdown(proc, around.place(found)), lambda: _slots(command_of(proc)))


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


def _arguments(place: _Place, before: list[Word], word: Word) -> tuple[Iterable[_Candidate], _Wanted | None]:
    """What the word may become that follows ``before`` in a call, or the value that it is."""
    catalogue = place.catalogue
    name = before[0].value
    known = meaning(name, place.outline.namespace(word.start), catalogue, place.around) if name else None
    if name is None or known is None:
        return (), None
    command, skip, full_name = known.command, 1, known.command.name
    if command.subcommands:
        if len(before) == 1:
            return [_subcommand(command, sub, catalogue) for sub in command.subcommands], None
        sub = catalogue.find_subcommand(name, before[1].value) if before[1].value else None
        if sub is None:
            return (), None
        command, skip, full_name = sub, 2, f"{command.name} {sub.name}"
    call = call_of(tuple(before))
    arguments = bind(call, command, parser=known.parser, skip=skip)
    last = arguments.options[-1] if arguments.options else None
    if last is not None and last.option is not None and last.option.value is not None and last.value is None:
        value = _likely(last.option.value, f"{last.option.placeholder} {last.option.name}")
        return (), _Wanted(value, f"{last.option.name} of {full_name}")
    rest = _REST_OF_WORD.match(place.text, word.end)
    after = _options_after(place.text, rest.end() if rest else word.end)
    given = {bound.option.name for bound in arguments.options if bound.option is not None}
    options = _options(command, given | after, full_name)
    if word.text.startswith("-"):
        return options, None
    position = len(arguments.positionals)
    if command.positionals and (position < len(command.positionals) or command.positionals[-1].repeated):
        positional = command.positionals[min(position, len(command.positionals) - 1)]
        others, finds = () if word.text else options, KIND_FOUND.get(name.removeprefix("::")) if skip == 1 else None
        value = _likely(positional.value, positional.name) if finds is None else Value(kinds=(finds,), many=True)
        return (), _Wanted(value, f"{positional.name} of {full_name}", others, finds)
    return () if word.text else options, None


def _likely(value: Value, name: str) -> Value:
    """A value whose type is not known as its name tells it: ``layer_name`` is mostly the name of a layer, ``nets`` are nets."""
    if not {"unknown", "string", "list"}.issuperset(value.kinds) or value.values:
        return value
    words = [word.removesuffix("s") for word in re.split(r"[\W_]+", name.lower())]
    # A name that is to be given, and the top, are none of these.
    kinds = () if {"new", "top"}.intersection(words) else tuple(dict.fromkeys([_SPOKEN[word] for word in words if word in _SPOKEN]))
    return Value(kinds=kinds, many=True) if kinds else value


def _subcommand(command: Command, sub: Command, catalogue: Catalogue) -> _Candidate:
    def tell(name: str) -> _Told:
        return _Told(
            catalogue.summary(f"{command.name} {name}"), partial(markdown, sub, catalogue, command.name), partial(_slots, sub)
        )

    return _Candidate(sub.name, "subcommand", tell=tell)


def _in_list(place: _Place, before: list[Word], word: Word) -> Suggestions:
    """What an element may become of the list or the string that is being written."""
    if not before or word.closed or word.kind == "expanded":
        return Suggestions()
    _, wanted = _arguments(place, before, word)
    if wanted is None or not (wanted.value.many or _is_path(wanted.value)):
        return Suggestions()
    start = max(word.start + 1, *(place.text.rfind(space, word.start, place.offset) + 1 for space in " \t\n"))
    return _values(place, wanted._replace(others=()), start)


def _values(place: _Place, wanted: _Wanted, start: int) -> Suggestions:
    """The values that may stand in place of what begins at ``start``."""
    value, of, others, finds = wanted
    typed = place.text[start : place.offset]
    candidates: list[_Candidate] = [_Candidate(word, "value", of) for word in value.values]
    if "variable" in value.kinds:
        candidates += _variables(place, typed)
    if _is_path(value):
        start += typed.rfind("/") + 1
        candidates += _files(typed, place.around, scripts=of.endswith("of source"))
    # What takes a pin takes a port as well, but `get_ports` finds ports alone.
    taken = [finds] if finds else [other for kind in value.kinds for other in sorted(alike(kind), reverse=True)]
    kinds = [kind for kind in dict.fromkeys(taken) if kind in _DESIGN]
    candidates += _objects(kinds, place.around, place.text)
    found = _chosen(place, (*candidates, *others), start, _REST_OF_PATH if kinds else _REST_OF_WORD)
    return found._replace(design=bool(kinds))


def _objects(kinds: Iterable[Kind], around: Around, text: str) -> Iterator[_Candidate]:
    """The names of the design of some kinds; clocks that the text itself creates are known before it is saved."""
    for kind in kinds:
        for name in (*(clocks_in(text) if kind == "clock" else ()), *around.design.get(kind, ())):
            yield _Candidate(name, "object", _OBJECT_NAMES.get(kind, kind))


def _is_path(value: Value) -> bool:
    return "file" in value.kinds or "dir" in value.kinds


def _files(typed: str, around: Around, *, scripts: bool) -> Iterator[_Candidate]:
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
                yield _Candidate(f"{path.name}/", "folder", str(base.name))
            elif not scripts or path.suffix.lower() in TCL_SUFFIXES:
                yield _Candidate(path.name, "file", str(base.name))
        if typed.startswith("/"):
            return


def _variables(place: _Place, typed: str) -> Iterator[_Candidate]:
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
                yield _Candidate(name, "variable", _whose(mention.owner, name in parameters, proc.name))
        if not typed.startswith(":"):
            return
    prefix = "::" if typed.startswith(":") else ""
    space = outline.namespace(offset)
    for name in sorted(outline.globals | around.workspace.globals(around.path)):
        label = name.removeprefix(f"{space}::") if space and not prefix else prefix + name
        if label not in seen:
            yield _Candidate(label, "variable", "global variable")
    for name in catalogue.variables:
        if prefix + name not in seen:
            yield _Candidate(prefix + name, "variable", f"variable of {catalogue.title}")


def _elements(place: _Place, array: str) -> Iterator[_Candidate]:
    """The elements of an array that the text names elsewhere."""
    name = array.removeprefix("::")
    for match in re.finditer(rf"(?<![\w]){re.escape(name)}\(([\w.,:/-]+)\)", place.text):
        if not match.start(1) <= place.offset <= match.end(1):
            yield _Candidate(match[1], "variable", f"element of {name}")


def _whose(owner: int | None, is_parameter: bool, proc: str) -> str:
    if owner is None:
        return "global variable"
    return f"{'parameter' if is_parameter else 'variable'} of {proc}"


def _options(command: Command, given: set[str], full_name: str) -> Iterator[_Candidate]:
    """The options that may still be given, the required ones first."""
    barred = {name for group in command.exclusive if given.intersection(group) for name in group} - given
    needed = {option.name for option in command.options if option.required}
    needed.update(name for group in command.one_of if not given.intersection(group) for name in group)
    for option in sorted(command.options, key=lambda option: option.name not in needed):
        if option.hidden or option.name in barred or (option.name in given and not option.repeated):
            continue
        value = option.value
        slots = (Slot(option.placeholder or "value", choices=value.values),) if value is not None and value.values else ()
        told = _Told(_detail(option), partial(option_markdown, option, command, full_name), partial(tuple, slots))
        yield _Candidate(option.name, "option", tell=partial(_just, told))


def _just(told: _Told, _: str) -> _Told:
    return told


def _detail(option: Option) -> str:
    """An option's value and what it is for, in a few words."""
    value = kind_in_words(option.value) if option.value is not None else ""
    value = option.placeholder if value == "value" else value
    return "; ".join(part for part in (value, "required" if option.required else "", option.summary) if part)


def _chosen(place: _Place, candidates: Iterable[_Candidate], start: int, rest: re.Pattern[str]) -> Suggestions:
    """The candidates that have the letters typed in their order, in place of the word.

    Those that begin with them come first, then those of which a part does, then those that have them in one piece.
    """
    typed = place.text[start : place.offset]
    end = rest.match(place.text, place.offset).end()  # type: ignore[union-attr]  # it matches nothing, too
    letters = _letters(typed)
    found = list({candidate.label: candidate for candidate in candidates if letters.search(candidate.label)}.values())
    lower = typed.lower()
    within = re.compile(rf"(?:(?<=[_:./-])|\b){re.escape(lower)}")

    def rank(candidate: _Candidate) -> int:
        label = candidate.label.lower()
        if label.startswith(lower):
            return 0
        return 1 if within.search(label) else 2 if lower in label else 3

    if typed:
        found.sort(key=rank)
    alone = _NOTHING_FOLLOWS.match(place.text, end) is not None
    items = []
    for label, kind, detail, tell in found[:MOST]:
        told = _Told(detail) if tell is None else tell(label)
        slots = told.slots() if alone else ()
        items.append(
            Suggestion(label=label, kind=kind, start=start, end=end, detail=told.detail, explain=told.explain, slots=slots)
        )
    return Suggestions(tuple(items), whole=len(found) <= MOST)


@lru_cache(maxsize=64)
def _letters(typed: str) -> re.Pattern[str]:
    """Finds letters in their order, whatever is between them."""
    return re.compile(".*?".join(map(re.escape, typed)), re.IGNORECASE | re.DOTALL)


def _options_after(text: str, offset: int) -> set[str]:
    """What looks like an option between an offset and the end of the call there."""
    depth = 0
    end = offset
    while end < min(len(text), offset + _FAR):
        sign = text[end]
        if sign == "\\":
            end += 1
        elif sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
        if depth < 0 or (depth == 0 and sign in "\n;"):
            break
        end += 1
    return set(_OPTION.findall(text, offset, end))


# No list that a person looks through is longer; an editor asks again when more is typed.
MOST = 200
_MOST_FILES = 2_000
# No call that a person writes goes on for so many characters.
_FAR = 4_000
_DESIGN: tuple[Kind, ...] = (*OBJECTS, "layer")
_OBJECT_NAMES: dict[Kind, str] = {"instance": "cell", "lib_cell": "library cell"}
_VARIABLE = re.compile(r"(?<!\\)\$\{?((?:\w|::?)*)\Z")
# An element of an array that is read; those of the environment are also asked for and set by name.
_ELEMENT = re.compile(r"(?:(?<!\\)\$\{?|(?<![\w$:])(?=(?:::)?env\())((?:\w|::)+)\(([\w.,:/-]*)\Z")
_REST_OF_NAME = re.compile(r"\w*")
_REST_OF_WORD = re.compile(r"[\w.:-]*")
_REST_OF_PATH = re.compile(r"[\w.:/-]*")
# What kind of thing a word in the name of an argument speaks of, plurals without their `s`.
_SPOKEN: dict[str, Kind] = {
    "layer": "layer", "net": "net", "inst": "instance", "instance": "instance", "pin": "pin", "port": "port", "clock": "clock",
    "master": "lib_cell", "cell": "lib_cell", "buf": "lib_cell", "buffer": "lib_cell", "filler": "lib_cell",
    "file": "file", "filename": "file", "dir": "dir", "directory": "dir",
}  # fmt: skip
_NOTHING_FOLLOWS = re.compile(r"[ \t]*(?:[\]}\r\n;]|\Z)")
_OPTION = re.compile(r"(?<=\s)-[A-Za-z]\w*")
