"""Binds the words of a call to the options and positionals of its command, as the tools' own argument parsers do."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from edascribe_codegen.catalogue.schema import Command, Option, Parser
from edascribe_codegen.objects import KIND_FOUND
from edascribe_grammars import Call, Word

Match = Literal["exact", "abbreviated", "ambiguous", "unknown"]

# OpenSTA's argument parser takes a word for an option when it begins like this, quoted or not, so that negative numbers are values;
# the Tcl built-ins are matched by the same rule.
LOOKS_LIKE_OPTION = re.compile(r"-[A-Za-z]")
_NESTED = re.compile(r"\[\s*(\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundOption:
    """An option as it was given. ``option`` is None where the name is unknown; ``candidates`` are the names that a prefix may mean.

    Of several candidates the tool takes the first option with a value, else the first flag; so does ``option``.
    """

    word: Word
    match: Match
    option: Option | None = None
    candidates: tuple[str, ...] = ()
    value: Word | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """What the words after the command's name mean.

    ``certain`` is False where a word may stand for any number of arguments (``{*}$args``): then nothing is missing. ``dynamic``
    counts the words that may be an option or a value once the script runs: variables, and calls that do not find objects.
    """

    command: Command
    parser: Parser
    options: tuple[BoundOption, ...]
    positionals: tuple[Word, ...]
    certain: bool
    dynamic: int


def bind(call: Call, command: Command, *, parser: Parser, skip: int = 1) -> Arguments:
    """Binds ``call.words[skip:]`` to the command's options and positionals; ``skip`` is 2 for a subcommand.

    ``opensta``: options anywhere, any prefix of a name. ``tcl``: unique prefixes, ``--`` ends the options. ``yosys``: names in
    full, values of several words or attached, the first other argument ends the options.
    """
    by_name = {option.name: option for option in command.options}
    options: list[BoundOption] = []
    positionals: list[Word] = []
    certain = True
    ended = False
    dynamic = 0
    words = call.words[skip:]
    least = sum(not positional.optional for positional in command.positionals or ())
    index = 0
    while index < len(words):
        word = words[index]
        index += 1
        if word.kind == "expanded":
            certain = False
            continue
        if word.value is None:
            dynamic += word.text.startswith(("$", "[")) and not _finds_objects(word.text)
            positionals.append(word)
            continue
        if ended:
            positionals.append(word)
            continue
        if command.redirect and word.value.startswith(">"):
            index += word.value in (">", ">>")
            continue
        if not LOOKS_LIKE_OPTION.match(word.value) or (not by_name and parser != "yosys"):
            ended = parser == "yosys"
            positionals.append(word)
            continue
        if parser == "tcl" and len(words) - index < least:
            # A built-in whose remaining words are all needed takes them as they are: `string match -* $x`.
            positionals.append(word)
            continue
        if parser == "tcl" and word.value == "--":
            positionals.extend(words[index:])
            break
        bound = _match(word, word.value, by_name, parser)
        if bound.option is not None and bound.option.value is not None and bound.value is None:
            given = words[index : index + bound.option.words]
            certain = certain and all(word.kind != "expanded" for word in given)
            index += len(given)
            # A value of several words is there when its last word is.
            if given and (len(given) == bound.option.words or any(word.kind == "expanded" for word in given)):
                bound = replace(bound, value=given[-1])
        options.append(bound)
    return Arguments(
        command=command,
        parser=parser,
        options=tuple(options),
        positionals=tuple(positionals),
        certain=certain,
        dynamic=dynamic,
    )


def _finds_objects(text: str) -> bool:
    """Whether a word is a nested call that returns design objects, which is never an option."""
    nested = _NESTED.match(text)
    return nested is not None and nested[1] in KIND_FOUND


def _match(word: Word, name: str, by_name: dict[str, Option], parser: Parser) -> BoundOption:
    """The option that a name means, exactly or as a prefix where the tool takes those."""
    if name in by_name:
        return BoundOption(word=word, match="exact", option=by_name[name])
    if parser == "yosys":
        attached = (option for option in by_name.values() if option.attached and name.startswith(option.name))
        option = next(attached, None)
        return BoundOption(word=word, match="exact" if option else "unknown", option=option, value=word if option else None)
    # Options that may be repeated are looked for in a loop of their own, by their full names.
    several = {option.name for option in by_name.values() if option.repeated} if parser == "opensta" else ()
    matching = [option for full, option in by_name.items() if full.startswith(name) and full not in several]
    if not matching or (len(matching) > 1 and parser == "tcl"):
        return BoundOption(word=word, match="unknown")
    matching.sort(key=lambda option: option.value is None)
    names = tuple(option.name for option in matching)
    return BoundOption(word=word, match="abbreviated" if len(matching) == 1 else "ambiguous", option=matching[0], candidates=names)
