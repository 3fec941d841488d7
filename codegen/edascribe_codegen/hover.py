"""What is known about the word at a place of a text: the command, its subcommand or its option, in Markdown."""

from __future__ import annotations

from dataclasses import dataclass

from edascribe_codegen.arguments import bind
from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.render import markdown
from edascribe_codegen.catalogue.schema import Command, Option
from edascribe_codegen.suggest import kinds_of
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
    command = catalogue.find(call.words[0].value or "")
    if command is None:
        return None
    if index == 0:
        return _hover(word, markdown(command, catalogue))
    skip = 1
    if command.subcommands:
        subcommand = next((sub for sub in command.subcommands if sub.name == call.words[1].value), None)
        if subcommand is None:
            return None
        if index == 1:
            return _hover(word, markdown(subcommand, catalogue))
        command, skip = subcommand, 2
    arguments = bind(call, command, abbreviates=catalogue.takes_prefixes(command), skip=skip)
    for bound in arguments.options:
        if bound.word == word and bound.option is not None:
            return _hover(word, _option_markdown(bound.option, command))
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


def _option_markdown(option: Option, command: Command) -> str:
    usage = option.name if option.value is None else f"{option.name} {option.placeholder or kinds_of(option.value)}"
    facts = [
        "required" if option.required else "optional",
        *(["may be repeated"] if option.repeated else []),
        *([f"takes {kinds_of(option.value)}"] if option.value is not None else ["takes no value"]),
    ]
    others = [name for group in command.exclusive if option.name in group for name in group if name != option.name]
    if others:
        facts.append(f"not together with {', '.join(others)}")
    lines = [f"```tcl\n{command.name} {usage}\n```", option.summary, f"Option of `{command.name}`: {', '.join(facts)}."]
    return "\n\n".join(line for line in lines if line)


def _hover(word: Word, text: str) -> Hover:
    return Hover(markdown=text, start=word.start, end=word.end)
