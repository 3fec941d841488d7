"""What may be written at a place of a text, by the catalogue alone: commands, subcommands, options and the words of an enum."""

from __future__ import annotations

import re
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
    if call is None or call.words[-1].kind != "bare":
        return ()
    *before, word = call.words
    rest = _REST_OF_WORD.match(text, offset)
    end = rest.end() if rest else offset
    found = _arguments(before, word, _options_after(text, end), catalogue) if before else _commands(catalogue)
    return tuple(replace(suggestion, start=word.start, end=end) for suggestion in _matching(found, word.text))


def _commands(catalogue: Catalogue) -> Iterator[Suggestion]:
    own = set(catalogue.own_names)
    for name in (*sorted(own), *sorted(set(catalogue.names) - own)):
        kind: SuggestionKind = "command" if name in own else "builtin"
        yield _suggestion(name, kind, catalogue.summary(name))


def _arguments(before: list[Word], word: Word, after: set[str], catalogue: Catalogue) -> Iterator[Suggestion]:
    """What the word may become that follows ``before`` in a call; ``after`` are the options that stand behind the cursor."""
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
    call = Call(before[0].start, before[-1].end, tuple(before))
    arguments = bind(call, command, parser=catalogue.parser(name), skip=skip)
    last = arguments.options[-1] if arguments.options else None
    if last is not None and last.option is not None and last.option.value is not None and last.value is None:
        yield from _values(last.option.value, f"{last.option.name} of {command.name}")
        return
    if not word.text.startswith("-"):
        position = len(arguments.positionals)
        if command.positionals and position < len(command.positionals):
            positional = command.positionals[position]
            yield from _values(positional.value, f"{positional.name} of {command.name}")
        if word.text:
            return
    given = {bound.option.name for bound in arguments.options if bound.option is not None}
    yield from _options(command, given | after)


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


# No call that a person writes goes on for so many characters.
_FAR = 4_000
_REST_OF_WORD = re.compile(r"[\w.:-]*")
_OPTION = re.compile(r"(?<=\s)-[A-Za-z]\w*")
