"""What is known about the word at a place of a text: command, subcommand, option, procedure or variable, in Markdown."""

from __future__ import annotations

from dataclasses import dataclass

from edascribe_codegen.arguments import bind
from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.render import kind_in_words, markdown
from edascribe_codegen.catalogue.schema import Command, Option
from edascribe_codegen.declared import markdown as procedure_markdown
from edascribe_codegen.meaning import Around, callee, meaning
from edascribe_codegen.outline import Mention, Outline
from edascribe_grammars import Call, Word

# Assignments of a variable that are shown.
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Hover:
    """What is known about ``text[start:end]``."""

    markdown: str
    start: int
    end: int


def hover(outline: Outline, offset: int, catalogue: Catalogue, around: Around) -> Hover | None:
    """What is known about the word at an offset; None where that is nothing."""
    if outline.syntax.language != "tcl":
        return None
    mention = outline.mention_at(offset)
    if mention is not None:
        return Hover(markdown=_variable(mention, outline, catalogue), start=mention.start, end=mention.end)
    at = outline.call_at(offset)
    return _command(*at, outline, catalogue, around) if at is not None else None


def _command(call: Call, index: int, outline: Outline, catalogue: Catalogue, around: Around) -> Hover | None:
    word = call.words[index]
    name = call.words[0].value or ""
    if name.removeprefix("::") == "proc" and index == 1 and word.value:
        name, index = word.value, 0
    known = meaning(name, outline.namespace(call.start), catalogue, around)
    if known is None:
        return None
    command = known.command
    if index == 0:
        text = (
            procedure_markdown(known.found[0].proc, around.place(known.found[0])) if known.found else markdown(command, catalogue)
        )
        return _hover(word, text)
    called = callee(command, call.words, catalogue)
    if called is None:
        return None
    if index < called.skip:
        return _hover(word, markdown(called.command, catalogue, command.name))
    for bound in bind(call, called.command, parser=known.parser, skip=called.skip).options:
        if word in (bound.word, bound.value) and bound.option is not None:
            return _hover(word, option_markdown(bound.option, called.command, called.name))
    return None


def _variable(mention: Mention, outline: Outline, catalogue: Catalogue) -> str:
    """Whose the variable is, and the lines of the text that set it."""
    text = outline.syntax.text
    proc = outline.proc_around(mention.start) if mention.owner is not None else None
    lines: list[str] = []
    default = None
    for other in outline.mentions_of(mention.name, mention.owner):
        at = outline.call_at(other.start) if other.use == "set" and len(lines) < _SHOWN else None
        if at is not None and at[0].name != "proc":
            call = at[0]
            number = text.count("\n", 0, call.start) + 1
            lines.append(f"{text[call.start : call.end].partition(chr(10))[0]}    ;# line {number}")
    if proc is None:
        whose = f"variable of {catalogue.title}" if mention.name in catalogue.variables else "global variable"
        if "::" in mention.name:
            whose = f"variable of the namespace {mention.name.rpartition('::')[0]}"
    elif mention.name in dict(proc.parameters):
        default = dict(proc.parameters)[mention.name]
        whose = f"parameter of `{proc.name}`" + (f", default `{default}`" if default is not None else "")
    else:
        whose = f"variable of `{proc.name}`"
    shown = [f"```tcl\n{chr(10).join(lines)}\n```"] if lines else []
    return "\n\n".join([f"`{mention.name}`: {whose}", *shown])


def option_markdown(option: Option, command: Command, name: str) -> str:
    """What is known about an option of a command, which may be ``command subcommand``."""
    usage = option.name if option.value is None else f"{option.name} {option.placeholder or 'value'}"
    facts = ["required" if option.required else "optional"]
    if option.repeated:
        facts.append("may be repeated")
    words = "" if option.value is None else kind_in_words(option.value)
    facts.append("takes no value" if option.value is None else "takes a value" if words == "value" else f"value: {words}")
    others = [other for group in command.exclusive if option.name in group for other in group if other != option.name]
    if others:
        facts.append(f"not together with {', '.join(others)}")
    lines = [f"```tcl\n{name} {usage}\n```", option.summary, f"Option of `{name}`: {'; '.join(facts)}."]
    return "\n\n".join(line for line in lines if line)


def _hover(word: Word, text: str) -> Hover:
    return Hover(markdown=text, start=word.start, end=word.end)
