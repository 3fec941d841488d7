"""Renders a catalogue entry: the one place that knows how a command is shown in prompts, completion and hover."""

from __future__ import annotations

from collections.abc import Iterator

from edascribe_codegen.catalogue.contents import Catalogue
from edascribe_codegen.catalogue.schema import Command, Option, Positional, Value

_SHOWN_CHOICES = 4


def synopsis(command: Command, prefix: str = "") -> str:
    """One line: ``create_clock [-name name] -period period [pins]``; ``prefix`` is the ensemble of a subcommand."""
    parts = [prefix, command.name] if prefix else [command.name]
    options = {option.name: option for option in command.options if not option.hidden}
    # A choice of many, or one that a positional is part of, does not fit into the line.
    choices = [group for group in command.one_of if len(group) <= _SHOWN_CHOICES and all(name.startswith("-") for name in group)]
    groups = {name: group for group in (*choices, *command.exclusive) for name in group}
    while options:
        name = next(iter(options))
        group = [options.pop(other) for other in groups.get(name, (name,)) if other in options]
        form = "|".join(_option(option) for option in group)
        needed = any(option.required for option in group) or any(name in names for names in choices)
        parts.append((form if needed else f"[{form}]") + "..." * any(option.repeated for option in group))
    if command.subcommands:
        parts.append("subcommand ...")
    elif command.positionals is None:
        parts.append("[arg]...")
    else:
        parts.extend(_positional(positional) for positional in command.positionals)
    if command.redirect:
        parts.append("[> filename]")
    return " ".join(parts)


def signature(command: Command, width: int = 240) -> str:
    """The synopsis in at most ``width`` characters, for prompts.

    A longer one loses its options' values first, then its last options.
    """
    line = synopsis(command)
    if len(line) > width:
        line = " ".join([command.name, *(option.name for option in command.options if not option.hidden)])
    if len(line) > width:
        line = line[: line.rindex(" ", 0, width - 3)] + " ..."
    return line


def markdown(command: Command, catalogue: Catalogue, prefix: str = "") -> str:
    """A hover text: synopsis, summary, table of options, example, and the last line with version and source."""
    name = f"{prefix} {command.name}" if prefix else command.name
    parts = [f"```tcl\n{synopsis(command, prefix)}\n```"]
    summary = catalogue.summary(name)
    if summary:
        parts.append(summary)
    if command.subcommands:
        parts.append("\n".join(_subcommand_rows(command, catalogue)))
    options = [option for option in command.options if not option.hidden]
    if options:
        parts.append("\n".join(_option_rows(options)))
    known = catalogue.knowledge(name)
    if known and known.example:
        parts.append(f"```tcl\n{known.example}\n```")
    parts.append(f"*{catalogue.origin(command.name)}*")
    return "\n\n".join(parts)


def kind_in_words(value: Value) -> str:
    """A value's type for the reader: ``one of a, b``, ``list of pin or port``, ``number of at least 0``."""
    if value.values:
        text = ("some of " if value.many else "one of ") + ", ".join(value.values)
    else:
        words = {
            "float": "number",
            "int": "whole number",
            "percent": "number from 0 to 100",
            "unknown": "value",
            "lib_cell": "library cell",
        }
        text = " or ".join(words.get(kind, kind) for kind in value.kinds)
        text = f"list of {text}" if value.many else text
    if value.minimum is not None:
        text += f" {'greater than' if value.exclusive else 'of at least'} {value.minimum:g}"
    return text


def _option(option: Option) -> str:
    if option.value is None:
        return option.name
    return f"{option.name} {'|'.join(option.value.values) or option.placeholder or 'value'}"


def _positional(positional: Positional) -> str:
    text = f"[{positional.name}]" if positional.optional else positional.name
    return text + "..." if positional.repeated else text


def _option_rows(options: list[Option]) -> Iterator[str]:
    yield "| option | value |"
    yield "|---|---|"
    for option in options:
        value = "" if option.value is None else kind_in_words(option.value)
        notes = [note for note, holds in (("required", option.required), ("may be repeated", option.repeated)) if holds]
        cell = "; ".join(part for part in (value, *notes, option.summary) if part)
        yield f"| `{option.name}` | {cell.replace('|', chr(92) + '|')} |"


def _subcommand_rows(command: Command, catalogue: Catalogue) -> Iterator[str]:
    yield "| subcommand | |"
    yield "|---|---|"
    for sub in command.subcommands:
        yield f"| `{sub.name}` | {catalogue.summary(f'{command.name} {sub.name}')} |"
