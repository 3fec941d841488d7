"""Renders a catalogue entry: the one place that knows how a command is shown in prompts, completion and hover."""

from __future__ import annotations

from collections.abc import Iterator

from edascribe_codegen.catalogue.contents import Catalogue
from edascribe_codegen.catalogue.families import families
from edascribe_codegen.catalogue.schema import Command, Member, Option, Positional, Scope, Value

_SHOWN_CHOICES = 4
_SHOWN_FORMS = 3


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


def entry_markdown(name: str, catalogue: Catalogue) -> str:
    """A hover text on what a name means, empty where the catalogue has no such name."""
    found = catalogue.look_up(name)
    if found is None:
        return ""
    if isinstance(found, Command):
        return markdown(found, catalogue)
    return scope_markdown(found, catalogue) if isinstance(found, Scope) else member_markdown(*found, catalogue)


def prompt_line(name: str, catalogue: Catalogue) -> str:
    """The one line on a command, a class (its constructor) or a member in a prompt, empty where the catalogue has no such name.

    Other forms of a class or a member are named at its end.
    """
    found = catalogue.look_up(name)
    if isinstance(found, Command):
        return signature(found)
    if found is None:
        return ""
    if isinstance(found, Scope):
        constructor = catalogue.find_member(found.full_name, "__init__")
        line = member_line(found, constructor[1]) if constructor else f"class {found.full_name}"
    else:
        line = member_line(*found)
    others = [form for form in families(catalogue).get(name, ()) if form != name][:_SHOWN_FORMS]
    return f"{line}; also {', '.join(others)}" if others else line


def member_line(scope: Scope, member: Member, width: int = 240) -> str:
    """One line for prompts: ``Layout.create_cell(name: str) -> Cell | (name: str, lib_name: str) -> Cell``.

    Of many forms as many are shown as fit into ``width`` characters, at least one. A constructor has the class's name.
    """
    name = scope.name or scope.module
    if member.name != "__init__":
        name += f".{member.name}"
    if not member.signatures:
        return name + (f": {member.type}" if member.type else "")
    first, *others = (form.removesuffix(" -> None") if member.name == "__init__" else form for form in member.signatures)
    line = name + first
    for form in others:
        if len(line) + len(form) + 3 > width:
            return line + " | ..."
        line += f" | {form}"
    return line


def member_markdown(scope: Scope, member: Member, catalogue: Catalogue) -> str:
    """A hover text: the forms of the call or the type, what it is for, and the last line with version and source."""
    name = scope.name or scope.module
    if member.signatures:
        start = name if member.name == "__init__" else f"{name}.{member.name}"
        forms = "\n".join(start + form for form in member.signatures)
    else:
        forms = member_line(scope, member)
    return _explained(forms, f"{name}.{member.name}", scope, catalogue, summary=member.summary)


def scope_markdown(scope: Scope, catalogue: Catalogue) -> str:
    """A hover text: the head of a class, what it is for, and its public members, those that it inherits last."""
    bases = f"({', '.join(scope.bases)})" if scope.bases else ""
    head = f"class {scope.name}{bases}" if scope.name else f"import {scope.module}"
    table = _table(_member_row(scope, *found) for found in catalogue.members(scope) if not found[1].name.startswith("_"))
    return _explained(head, scope.name or scope.module, scope, catalogue, summary=scope.summary, table=table)


def _table(rows: Iterator[str]) -> str:
    lines = list(rows)
    return "\n".join(["| member | |", "|---|---|", *lines]) if lines else ""


def _member_row(scope: Scope, owner: Scope, member: Member) -> str:
    line = member_line(owner, member, 0).removeprefix(f"{owner.name or owner.module}.").replace(" | ...", " ...")
    inherited = "" if owner is scope else f"from {owner.name}. "
    return f"| `{line.replace('|', chr(92) + '|')}` | {inherited}{member.summary} |"


def _explained(code: str, name: str, scope: Scope, catalogue: Catalogue, *, summary: str, table: str = "") -> str:
    """A hover text with what is known in own words, where that is, in place of the tool's."""
    known = catalogue.knowledge(name)
    parts = [f"```python\n{code}\n```", known.summary if known else summary, table]
    if known and known.example:
        parts.append(f"```python\n{known.example}\n```")
    parts.append(f"*{scope.module} · {catalogue.origin(name)}*")
    return "\n\n".join(part for part in parts if part)


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
