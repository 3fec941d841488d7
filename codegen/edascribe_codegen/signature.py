"""The signature of the call at the cursor, and which of its parameters is being written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from edascribe_codegen.arguments import Arguments, bind
from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.render import kind_in_words, synopsis
from edascribe_codegen.catalogue.schema import Command, Option
from edascribe_codegen.declared import summary
from edascribe_codegen.meaning import Around, callee, meaning
from edascribe_codegen.outline import Outline
from edascribe_grammars import call_before, call_of

# Characters of a signature that is not in the way of what is being written, two lines of an editor's.
_LONG = 160
_PART = re.compile(r"\[(?:[^\[\]]|\[[^\]]*\])*\](?:\.\.\.)?|\S+")
_LEFT_OUT = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """How a command is called: its parameters are stretches of ``label``, each with a few words; ``active`` is the index of one."""

    label: str
    summary: str
    parameters: tuple[tuple[int, int, str], ...]
    active: int | None


def signature(outline: Outline, offset: int, catalogue: Catalogue, around: Around, *, asked: bool = True) -> Signature | None:
    """The signature of the call that is being written at an offset, None where that is none that is known.

    Within a script or an expression in braces it is none. Unless it was ``asked`` for, those of the language itself, which
    everybody knows, are not told, and of a long one what may be left out is.
    """
    syntax = outline.syntax
    if syntax.language != "tcl":
        return None
    call = call_before(syntax.text, offset, syntax.shapes, syntax.start_at(offset))
    if call is None or len(call.words) < 2 or not call.words[0].value:
        return None
    name = call.words[0].value
    known = meaning(name, outline.namespace(call.start), catalogue, around)
    if known is None:
        return None
    if not (asked or known.found or catalogue.is_own(name)):
        return None
    written = call.words[:-1]
    command, full_name, skip = callee(known.command, written, catalogue) or (known.command, known.command.name, 1)
    before = bind(call_of(written), command, parser=known.parser, skip=skip)
    if call.words[-1].kind == "braced" and _is_code(before, command):
        return None
    label = synopsis(command, known.command.name if skip > 1 else "")
    said = summary(known.found[0].proc) if known.found else catalogue.summary(full_name)
    active = _active(before, call.words[-1].text, command)
    if not asked and len(label) > _LONG:
        label = _shortened(label, active)
    places = _places(command, label)
    parameters = tuple([(start, end, text) for start, end, text in places.values()])
    return Signature(
        label=label, summary=said, parameters=parameters, active=list(places).index(active) if active in places else None
    )


def _shortened(label: str, active: str | None) -> str:
    """A synopsis without the options and arguments that may be left out, apart from the one that is being written."""
    wanted = re.compile(rf"(?<![\w-]){re.escape(active)}(?![\w-])") if active else None
    parts: list[str] = []
    for part in _PART.findall(label):
        if not part.startswith("[") or (wanted is not None and wanted.search(part)):
            parts.append(part)
        elif parts[-1] != _LEFT_OUT:
            parts.append(_LEFT_OUT)
    return " ".join(parts)


def _active(before: Arguments, typed: str, command: Command) -> str | None:
    """The name of the option or positional that the last word belongs to."""
    last = before.options[-1] if before.options else None
    if last is not None and last.option is not None and last.option.value is not None and last.value is None:
        return last.option.name
    if typed.startswith("-") and len(typed) > 1:
        return next((option.name for option in command.options if option.name.startswith(typed)), None)
    if not command.positionals:
        return None
    position = len(before.positionals)
    if position >= len(command.positionals) and not command.positionals[-1].repeated:
        return None
    return command.positionals[min(position, len(command.positionals) - 1)].name


def _is_code(before: Arguments, command: Command) -> bool:
    """Whether the next positional is a script or an expression."""
    position = len(before.positionals)
    if not command.positionals or (position >= len(command.positionals) and not command.positionals[-1].repeated):
        return False
    return bool({"script", "expr"}.intersection(command.positionals[min(position, len(command.positionals) - 1)].value.kinds))


def _places(command: Command, label: str) -> dict[str, tuple[int, int, str]]:
    """Where the options and positionals stand in the synopsis, by name, in its order."""
    found: dict[str, tuple[int, int, str]] = {}
    for option in command.options:
        match = re.search(rf"(?<![\w-]){re.escape(_written(option))}(?![\w-])", label)
        if match is not None and not option.hidden:
            found[option.name] = (*match.span(), _told(option))
    at = max((end for _, end, _ in found.values()), default=len(command.name))
    for positional in command.positionals or ():
        match = re.compile(rf"(?<![\w-]){re.escape(positional.name)}(?!\w)").search(label, at)
        if match is not None:
            at = match.end()
            words = kind_in_words(positional.value)
            found[positional.name] = (*match.span(), positional.summary or (words if words != "value" else ""))
    return dict(sorted(found.items(), key=lambda item: item[1][0]))


def _written(option: Option) -> str:
    """An option as the synopsis shows it."""
    if option.value is None:
        return option.name
    return f"{option.name} {'|'.join(option.value.values) or option.placeholder or 'value'}"


def _told(option: Option) -> str:
    words = "" if option.value is None else kind_in_words(option.value)
    return "; ".join(part for part in (words, "required" if option.required else "", option.summary) if part)
