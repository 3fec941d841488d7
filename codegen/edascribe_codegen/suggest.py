"""What may be written at a place: commands, procedures, options, variables, values, file names and names of the design."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from edascribe_codegen.arguments import bind
from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.render import kind_in_words
from edascribe_codegen.catalogue.schema import Command, Kind, Option, Value
from edascribe_codegen.declared import signature_line, summary
from edascribe_codegen.meaning import Around, meaning
from edascribe_codegen.objects import KIND_FOUND, OBJECTS, alike
from edascribe_codegen.outline import Outline
from edascribe_codegen.workspace import TCL_SUFFIXES, Found
from edascribe_grammars import Word, call_before, call_of

SuggestionKind = Literal["command", "procedure", "builtin", "subcommand", "option", "value", "variable", "file", "folder", "object"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A word that may stand in place of ``text[start:end]``; ``detail`` says in a few words what it is."""

    label: str
    kind: SuggestionKind
    start: int
    end: int
    detail: str = ""


class Suggestions(NamedTuple):
    """The words that may stand at a place, best first. ``whole`` is False where there are more; ``design`` says that names of the
    design are among them, so far as they are known."""

    items: tuple[Suggestion, ...] = ()
    whole: bool = True
    design: bool = False


class _Candidate(NamedTuple):
    """A word with its kind, and what tells its detail when that is wanted."""

    label: str
    kind: SuggestionKind
    detail: str | Callable[[], str] = ""


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
    variable = _VARIABLE.search(text, text.rfind("\n", 0, offset) + 1, offset)
    if variable is not None:
        return _chosen(place, _variables(place, variable[1]), variable.start(1), _REST_OF_NAME)
    *before, word = call.words
    if word.kind != "bare":
        return _in_list(place, before, word)
    if not before:
        return _chosen(place, _commands(place), word.start, _REST_OF_WORD)
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
    """A value that may stand here: its type, what it is of, and the candidates that may stand here beside it."""

    value: Value
    of: str
    others: Iterable[_Candidate] = ()


def _commands(place: _Place) -> Iterator[_Candidate]:
    catalogue, around, namespace = place.catalogue, place.around, place.outline.namespace(place.offset)
    near = set(around.workspace.near(around.path))
    far = []
    for found in around.workspace.visible(around.path):
        if found.path in near:
            yield _procedure(found, namespace)
        else:
            far.append(found)
    own = set(catalogue.own_names)
    for name in sorted(own):
        yield _Candidate(name, "command", _summary(catalogue, name))
    for found in far:
        yield _procedure(found, namespace)
    for name in catalogue.names:
        if name not in own:
            yield _Candidate(name, "builtin", _summary(catalogue, name))


def _procedure(found: Found, namespace: str) -> _Candidate:
    """A procedure by the name that it has in a namespace."""
    proc = found.proc
    label = proc.name.removeprefix(f"{namespace}::") if namespace else proc.name
    return _Candidate(label, "procedure", lambda: summary(proc) or signature_line(proc))


def _summary(catalogue: Catalogue, name: str) -> Callable[[], str]:
    return lambda: catalogue.summary(name)


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
            subcommands = [
                _Candidate(sub.name, "subcommand", _summary(catalogue, f"{command.name} {sub.name}")) for sub in command.subcommands
            ]
            return subcommands, None
        sub = catalogue.find_subcommand(name, before[1].value) if before[1].value else None
        if sub is None:
            return (), None
        command, skip, full_name = sub, 2, f"{command.name} {sub.name}"
    call = call_of(tuple(before))
    arguments = bind(call, command, parser=known.parser, skip=skip)
    last = arguments.options[-1] if arguments.options else None
    if last is not None and last.option is not None and last.option.value is not None and last.value is None:
        return (), _Wanted(last.option.value, f"{last.option.name} of {full_name}")
    rest = _REST_OF_WORD.match(place.text, word.end)
    after = _options_after(place.text, rest.end() if rest else word.end)
    given = {bound.option.name for bound in arguments.options if bound.option is not None}
    options = _options(command, given | after)
    if word.text.startswith("-"):
        return options, None
    position = len(arguments.positionals)
    if command.positionals and (position < len(command.positionals) or command.positionals[-1].repeated):
        positional = command.positionals[min(position, len(command.positionals) - 1)]
        value = positional.value
        if skip == 1 and name.removeprefix("::") in KIND_FOUND:
            value = Value(kinds=(KIND_FOUND[name.removeprefix("::")],), many=True)
        return (), _Wanted(value, f"{positional.name} of {full_name}", () if word.text else options)
    return () if word.text else options, None


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
    value, of, others = wanted
    typed = place.text[start : place.offset]
    candidates: list[_Candidate] = [_Candidate(word, "value", of) for word in value.values]
    if "variable" in value.kinds:
        candidates += _variables(place, typed)
    if _is_path(value):
        start += typed.rfind("/") + 1
        candidates += _files(typed, place.around, scripts=of.endswith("of source"))
    kinds = list(dict.fromkeys(other for kind in value.kinds for other in sorted(alike(kind), reverse=True) if other in _DESIGN))
    candidates += _objects(kinds, place.around)
    found = _chosen(place, (*candidates, *others), start, _REST_OF_PATH if kinds else _REST_OF_WORD)
    return found._replace(design=bool(kinds))


def _objects(kinds: Iterable[Kind], around: Around) -> Iterator[_Candidate]:
    for kind in kinds:
        for name in around.design.get(kind, ()):
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


def _whose(owner: int | None, is_parameter: bool, proc: str) -> str:
    if owner is None:
        return "global variable"
    return f"{'parameter' if is_parameter else 'variable'} of {proc}"


def _options(command: Command, given: set[str]) -> Iterator[_Candidate]:
    """The options that may still be given, the required ones first."""
    barred = {name for group in command.exclusive if given.intersection(group) for name in group} - given
    needed = {option.name for option in command.options if option.required}
    needed.update(name for group in command.one_of if not given.intersection(group) for name in group)
    for option in sorted(command.options, key=lambda option: option.name not in needed):
        if option.hidden or option.name in barred or (option.name in given and not option.repeated):
            continue
        yield _Candidate(option.name, "option", _detail(option))


def _detail(option: Option) -> str:
    """An option's value and what it is for, in a few words."""
    value = kind_in_words(option.value) if option.value is not None else ""
    return "; ".join(part for part in (value, "required" if option.required else "", option.summary) if part)


def _chosen(place: _Place, candidates: Iterable[_Candidate], start: int, rest: re.Pattern[str]) -> Suggestions:
    """The candidates that have the letters typed in their order, the ones that begin with them first, in place of the word."""
    typed = place.text[start : place.offset]
    end = rest.match(place.text, place.offset).end()  # type: ignore[union-attr]  # it matches nothing, too
    letters = re.compile(".*?".join(map(re.escape, typed)), re.IGNORECASE | re.DOTALL)
    found = list({candidate.label: candidate for candidate in candidates if letters.search(candidate.label)}.values())
    found.sort(key=lambda candidate: not candidate.label.lower().startswith(typed.lower()))
    items = [
        Suggestion(label=label, kind=kind, start=start, end=end, detail=detail if isinstance(detail, str) else detail())
        for label, kind, detail in found[:MOST]
    ]
    return Suggestions(tuple(items), whole=len(found) <= MOST)


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


# No list that a person looks through is longer.
MOST = 500
_MOST_FILES = 2_000
# No call that a person writes goes on for so many characters.
_FAR = 4_000
_DESIGN: tuple[Kind, ...] = (*OBJECTS, "layer")
_OBJECT_NAMES: dict[Kind, str] = {"instance": "cell", "lib_cell": "library cell"}
_VARIABLE = re.compile(r"(?<!\\)\$\{?((?:\w|::?)*)\Z")
_REST_OF_NAME = re.compile(r"\w*")
_REST_OF_WORD = re.compile(r"[\w.:-]*")
_REST_OF_PATH = re.compile(r"[\w.:/-]*")
_OPTION = re.compile(r"(?<=\s)-[A-Za-z]\w*")
