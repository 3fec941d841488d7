"""What is known about the word at a place of a text: the command, its subcommand or its option, in Markdown."""

from __future__ import annotations

from dataclasses import dataclass

from edascribe_codegen.arguments import bind
from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.render import kind_in_words, markdown
from edascribe_codegen.catalogue.schema import Command, Option
from edascribe_grammars import Call, Syntax, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Hover:
    """What is known about ``text[start:end]``."""

    markdown: str
    start: int
    end: int


def hover(syntax: Syntax, offset: int, catalogue: Catalogue) -> Hover | None:
    """What the catalogue knows about the word at an offset; None where that is nothing."""
    if syntax.language != "tcl":
        return None
    at = _word_at(syntax, offset)
    if at is None:
        return None
    call, index = at
    word = call.words[index]
    name = call.words[0].value or ""
    command = catalogue.find(name)
    if command is None:
        return None
    if index == 0:
        return _hover(word, markdown(command, catalogue))
    skip = 1
    full_name = command.name
    if command.subcommands:
        subcommand = catalogue.find_subcommand(name, call.words[1].value or "")
        if subcommand is None:
            return None
        if index == 1:
            return _hover(word, markdown(subcommand, catalogue, command.name))
        command, full_name, skip = subcommand, f"{command.name} {subcommand.name}", 2
    arguments = bind(call, command, parser=catalogue.parser(name), skip=skip)
    for bound in arguments.options:
        if bound.word == word and bound.option is not None:
            return _hover(word, _option_markdown(bound.option, command, full_name))
    return None


def _word_at(syntax: Syntax, offset: int) -> tuple[Call, int] | None:
    """The innermost call at an offset and the index of its word there; between two words that touch, the one that begins."""
    best: tuple[Call, int] | None = None
    for call in syntax.calls:
        if not call.start <= offset <= call.end:
            continue
        indices = [index for index, word in enumerate(call.words) if word.start <= offset <= word.end]
        if indices and (best is None or call.end - call.start <= best[0].end - best[0].start):
            best = (call, indices[-1])
    return best


def _option_markdown(option: Option, command: Command, name: str) -> str:
    usage = option.name if option.value is None else f"{option.name} {option.placeholder or 'value'}"
    facts = ["required" if option.required else "optional"]
    if option.repeated:
        facts.append("may be repeated")
    facts.append("takes no value" if option.value is None else f"value: {kind_in_words(option.value)}")
    others = [other for group in command.exclusive if option.name in group for other in group if other != option.name]
    if others:
        facts.append(f"not together with {', '.join(others)}")
    lines = [f"```tcl\n{name} {usage}\n```", option.summary, f"Option of `{name}`: {'; '.join(facts)}."]
    return "\n\n".join(line for line in lines if line)


def _hover(word: Word, text: str) -> Hover:
    return Hover(markdown=text, start=word.start, end=word.end)
