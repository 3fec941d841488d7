"""What may be written at a place of a text, by the catalogue alone: commands, subcommands, options and the words of an enum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from edascribe_codegen.arguments import bind
from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.render import kind_in_words
from edascribe_codegen.catalogue.schema import Command, Option, Value
from edascribe_codegen.check import shapes_of
from edascribe_grammars import Call, Language, Word, call_before

SuggestionKind = Literal["command", "builtin", "subcommand", "option", "value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A word that may stand in place of ``text[start:end]``; ``detail`` says in a few words what it is."""

    label: str
    kind: SuggestionKind
    start: int
    end: int
    detail: str = ""


def suggest(text: str, offset: int, language: Language, catalogue: Catalogue) -> tuple[Suggestion, ...]:
    """The words that may stand at an offset, the tool's own commands before those it shares, required options before others.

    What is typed already need not be a prefix: its letters must come in this order, so that an editor can match as
    loosely as its user likes. Words that begin with it come first.
    """
    if language != "tcl":
        return ()
    call = call_before(text, offset, shapes_of(catalogue))
    start = offset
    before: tuple[Word, ...] = ()
    if call is not None:
        at = next((word for word in call.words if word.start <= offset <= word.end), None)
        if at is not None and at.kind != "bare":
            return ()
        before = tuple(word for word in call.words if word.end < offset and word is not at)
        start = at.start if at is not None else offset
    typed = text[start:offset]
    end = offset + _rest_of_word(text, offset)
    found = _arguments(call, before, typed, catalogue) if call is not None and before else _commands(catalogue)
    return tuple(replace(suggestion, start=start, end=end) for suggestion in _matching(found, typed))


def _commands(catalogue: Catalogue) -> Iterator[Suggestion]:
    own = set(catalogue.own_names)
    for name in (*sorted(own), *sorted(set(catalogue.names) - own)):
        kind: SuggestionKind = "command" if name in own else "builtin"
        yield _suggestion(name, kind, catalogue.summary(name))


def _arguments(call: Call, before: tuple[Word, ...], typed: str, catalogue: Catalogue) -> Iterator[Suggestion]:
    """What may follow the words ``before`` in a call, knowing those that come after the cursor."""
    name = before[0].value
    command = catalogue.find(name) if name else None
    if name is None or command is None:
        return
    skip = 1
    if command.subcommands:
        if len(before) == 1:
            for subcommand in command.subcommands:
                yield _suggestion(subcommand.name, "subcommand", catalogue.summary(f"{command.name} {subcommand.name}"))
            return
        command = catalogue.find_subcommand(name, before[1].value) if before[1].value else None
        if command is None:
            return
        skip = 2
    abbreviates = catalogue.takes_prefixes(command)
    arguments = bind(Call(start=call.start, end=call.end, words=before), command, abbreviates=abbreviates, skip=skip)
    last = arguments.options[-1] if arguments.options else None
    if last is not None and last.option is not None and last.option.value is not None and last.value is None:
        yield from _values(last.option.value, f"{last.option.name} of {command.name}")
        return
    if not typed.startswith("-"):
        position = len(arguments.positionals)
        if command.positionals and position < len(command.positionals):
            positional = command.positionals[position]
            yield from _values(positional.value, f"{positional.name} of {command.name}")
        if typed:
            return
    others = tuple(word for word in call.words if word in before or word.start > before[-1].end + len(typed))
    whole = bind(Call(start=call.start, end=call.end, words=others), command, abbreviates=abbreviates, skip=skip)
    given = {bound.option.name for bound in whole.options if bound.option is not None}
    yield from _options(command, given)


def _options(command: Command, given: set[str]) -> Iterator[Suggestion]:
    """The options that may still be given, the required ones first."""
    barred = {name for group in command.exclusive if given.intersection(group) for name in group} - given
    needed = {option.name for option in command.options if option.required}
    needed.update(name for group in command.one_of if not given.intersection(group) for name in group)
    for option in sorted(command.options, key=lambda option: option.name not in needed):
        if option.hidden or option.name in barred or (option.name in given and not option.repeated):
            continue
        yield _suggestion(option.name, "option", _detail(option))


def _detail(option: Option) -> str:
    """An option's value and what it is for, in a few words."""
    value = kind_in_words(option.value) if option.value is not None else ""
    return "; ".join(part for part in (value, "required" if option.required else "", option.summary) if part)


def _values(value: Value, detail: str) -> Iterator[Suggestion]:
    return (_suggestion(word, "value", detail) for word in value.values)


def _suggestion(label: str, kind: SuggestionKind, detail: str) -> Suggestion:
    return Suggestion(label=label, kind=kind, start=0, end=0, detail=detail)


def _matching(suggestions: Iterable[Suggestion], typed: str) -> list[Suggestion]:
    """Those whose label has the letters typed in their order, the ones that begin with them first."""
    typed = typed.lower()
    found = [suggestion for suggestion in suggestions if _in_order(typed, suggestion.label.lower())]
    return sorted(found, key=lambda suggestion: not suggestion.label.lower().startswith(typed))


def _in_order(letters: str, word: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)


def _rest_of_word(text: str, offset: int) -> int:
    """How many characters of a bare word follow the offset."""
    end = offset
    while end < len(text) and (text[end].isalnum() or text[end] in "_-:."):
        end += 1
    return end - offset
