"""What may be written at a place: which words may stand there, and which of them come first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from edascribe_codegen.arguments import bind
from edascribe_codegen.candidates import (
    Candidate,
    Place,
    Slot,
    SuggestionKind,
    Told,
    commands,
    elements,
    files,
    objects,
    options_left,
    subcommand,
    variables,
)
from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.schema import Kind, Value
from edascribe_codegen.meaning import Around, callee, meaning
from edascribe_codegen.objects import KIND_FOUND, OBJECTS, alike
from edascribe_codegen.outline import Outline
from edascribe_grammars import Word, call_before, call_of


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
    call = call_before(text, offset, syntax.shapes, syntax.start_at(offset))
    if call is None:
        return Suggestions()
    place = Place(outline, offset, catalogue, around)
    element = _ELEMENT.search(text, text.rfind("\n", 0, offset) + 1, offset)
    if element is not None:
        return _chosen(place, elements(place, element[1]), element.start(2), _REST_OF_WORD)
    variable = _VARIABLE.search(text, text.rfind("\n", 0, offset) + 1, offset)
    if variable is not None:
        return _chosen(place, variables(place, variable[1]), variable.start(1), _REST_OF_NAME)
    *before, word = call.words
    if word.kind != "bare":
        return _in_list(place, before, word)
    if not before:
        return _chosen(place, commands(place, _letters(word.text)), word.start, _REST_OF_WORD)
    found, wanted = _arguments(place, before, word)
    return _values(place, wanted, word.start) if wanted is not None else _chosen(place, found, word.start, _REST_OF_WORD)


class _Wanted(NamedTuple):
    """A value that may stand here: its type, what it is of, and the candidates that may stand here beside it.

    ``found`` is the kind of objects that the command looks for by name, where it is one that does.
    """

    value: Value
    of: str
    others: Iterable[Candidate] = ()
    found: Kind | None = None


def _arguments(place: Place, before: list[Word], word: Word) -> tuple[Iterable[Candidate], _Wanted | None]:
    """What the word may become that follows ``before`` in a call, or the value that it is."""
    catalogue = place.catalogue
    name = before[0].value
    known = meaning(name, place.outline.namespace(word.start), catalogue, place.around) if name else None
    if name is None or known is None:
        return (), None
    called = callee(known.command, before, catalogue)
    if called is None:
        return (), None
    command, full_name, skip = called
    if command.subcommands:
        return [subcommand(command, sub, catalogue) for sub in command.subcommands], None
    call = call_of(tuple(before))
    arguments = bind(call, command, parser=known.parser, skip=skip)
    last = arguments.options[-1] if arguments.options else None
    if last is not None and last.option is not None and last.option.value is not None and last.value is None:
        value = _likely(last.option.value, f"{last.option.placeholder} {last.option.name}")
        return (), _Wanted(value, f"{last.option.name} of {full_name}")
    rest = _REST_OF_WORD.match(place.text, word.end)
    after = _options_after(place.text, rest.end() if rest else word.end)
    given = {bound.option.name for bound in arguments.options if bound.option is not None}
    options = options_left(command, given | after, full_name)
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


def _in_list(place: Place, before: list[Word], word: Word) -> Suggestions:
    """What an element may become of the list or the string that is being written."""
    if not before or word.closed or word.kind == "expanded":
        return Suggestions()
    _, wanted = _arguments(place, before, word)
    if wanted is None or not (wanted.value.many or _is_path(wanted.value)):
        return Suggestions()
    start = max(word.start + 1, *(place.text.rfind(space, word.start, place.offset) + 1 for space in " \t\n"))
    return _values(place, wanted._replace(others=()), start)


def _values(place: Place, wanted: _Wanted, start: int) -> Suggestions:
    """The values that may stand in place of what begins at ``start``."""
    value, of, others, finds = wanted
    typed = place.text[start : place.offset]
    candidates: list[Candidate] = [Candidate(word, "value", of) for word in value.values]
    if "variable" in value.kinds:
        candidates += variables(place, typed)
    if _is_path(value):
        start += typed.rfind("/") + 1
        candidates += files(typed, place.around, scripts=of.endswith("of source"))
    # What takes a pin takes a port as well, but `get_ports` finds ports alone.
    taken = [finds] if finds else [other for kind in value.kinds for other in sorted(alike(kind), reverse=True)]
    kinds = [kind for kind in dict.fromkeys(taken) if kind in _DESIGN]
    candidates += objects(kinds, place.around, place.text)
    found = _chosen(place, (*candidates, *others), start, _REST_OF_PATH if kinds else _REST_OF_WORD)
    return found._replace(design=bool(kinds))


def _is_path(value: Value) -> bool:
    return "file" in value.kinds or "dir" in value.kinds


def _chosen(place: Place, candidates: Iterable[Candidate], start: int, rest: re.Pattern[str]) -> Suggestions:
    """The candidates that have the letters typed in their order, in place of the word.

    Those that begin with them come first, then those of which a part does, then those that have them in one piece.
    """
    typed = place.text[start : place.offset]
    end = rest.match(place.text, place.offset).end()  # type: ignore[union-attr]  # it matches nothing, too
    has_letters = _letters(typed).search
    found = list({candidate.label: candidate for candidate in candidates if has_letters(candidate.label)}.values())
    if typed:
        found = _ranked(found, typed.lower())
    alone = _NOTHING_FOLLOWS.match(place.text, end) is not None
    items = []
    for label, kind, detail, tell in found[:MOST]:
        told = Told(detail) if tell is None else tell(label)
        slots = told.slots() if alone else ()
        items.append(
            Suggestion(label=label, kind=kind, start=start, end=end, detail=told.detail, explain=told.explain, slots=slots)
        )
    return Suggestions(tuple(items), whole=len(found) <= MOST)


def _ranked(found: list[Candidate], typed: str) -> list[Candidate]:
    """The candidates in the order of how well they have what is typed, those alike as they come."""
    begins: list[Candidate] = []
    in_part: list[Candidate] = []
    in_one_piece: list[Candidate] = []
    others: list[Candidate] = []
    begins_part = re.compile(rf"(?:(?<=[_:./-])|\b){re.escape(typed)}").search
    for candidate in found:
        label = candidate.label.lower()
        at = label.find(typed)
        if at <= 0:
            (others if at else begins).append(candidate)
        else:
            (in_part if begins_part(label, at) else in_one_piece).append(candidate)
    return [*begins, *in_part, *in_one_piece, *others]


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

# No call that a person writes goes on for so many characters.
_FAR = 4_000
_DESIGN: tuple[Kind, ...] = (*OBJECTS, "layer")

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
