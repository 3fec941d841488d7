"""A procedure of the user's as a command, so that it is completed, shown and explained like the tool's own.

Its options come from what the text says of them: ``define_proc_attributes -info -define_args`` (Synopsys tools),
``sta::define_cmd_args`` (OpenSTA and OpenROAD), else what ``parse_key_args`` looks for in its body; else it has its parameters.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from edascribe_codegen.catalogue import synopsis
from edascribe_codegen.catalogue.render import kind_in_words
from edascribe_codegen.catalogue.render import synopsis as one_line
from edascribe_codegen.catalogue.schema import Command, Kind, Option, Positional, Value
from edascribe_codegen.outline import Proc, elements


def command_of(proc: Proc) -> Command:
    """The procedure as a command of a catalogue."""
    return _command(proc.name, proc.parameters, proc.declared, proc.parsed)


@lru_cache(maxsize=4_096)
def _command(name: str, parameters: tuple[tuple[str, str | None], ...], declared: str, parsed: str) -> Command:
    words = [declared[start:end] for start, end in elements(declared)]
    if words and words[0].endswith("define_proc_attributes"):
        return _by_attributes(name, words[2:])
    if words and words[0].endswith("define_cmd_args"):
        return synopsis.parse(name, words[2] if len(words) > 2 else "")
    taken = [parsed[start:end] for start, end in elements(parsed)]
    if taken:
        keys, flags = [part.split() for part in (*taken[4::2], "", "")[:2]]
        valued = [Option(name=key, value=synopsis.value_of(key[1:]), placeholder=key[1:]) for key in keys]
        return Command(name=name, options=(*valued, *[Option(name=flag) for flag in flags]), positionals=None)
    positionals = [
        Positional(name=parameter, value=synopsis.value_of(parameter), optional=default is not None or rest, repeated=rest)
        for number, (parameter, default) in enumerate(parameters)
        for rest in [parameter == "args" and number + 1 == len(parameters)]
    ]
    return Command(name=name, positionals=tuple(positionals))


def signature_line(proc: Proc) -> str:
    """How the procedure is called, in one line."""
    return one_line(command_of(proc))


def summary(proc: Proc) -> str:
    """The first sentence of what is said about a procedure."""
    said = (command_of(proc).summary if proc.declared else "") or proc.comment
    return re.split(r"(?<=[.!?])\s|\n\s*\n", said, maxsplit=1)[0].replace("\n", " ").strip()


def markdown(proc: Proc, place: str) -> str:
    """A hover text: how it is called, what its comment says, its options or defaults, and the place of its definition."""
    command = command_of(proc)
    parts = [f"```tcl\n{one_line(command)}\n```"]
    if command.summary:
        parts.append(command.summary)
    if proc.comment:
        # The lines of a comment are the author's own layout, and may hold what Markdown would take for its own.
        parts.append("\n".join(f"    {line}" for line in proc.comment.splitlines()))
    rows = [_row(option.name, option.value, required=option.required, text=option.summary) for option in command.options]
    rows += [_row(p.name, None, required=False, text=p.summary) for p in command.positionals or () if p.summary]
    rows += [f"| `{name}` | default `{default}` |" for name, default in proc.parameters if default and not command.options]
    if rows:
        parts.append("\n".join(["| argument | |", "|---|---|", *rows]))
    parts.append(f"*{place}*")
    return "\n\n".join(parts)


def _row(name: str, value: Value | None, *, required: bool, text: str) -> str:
    words = kind_in_words(value) if value is not None and value != Value() else ""
    cell = "; ".join(part for part in (words, "required" if required else "", text) if part)
    return f"| `{name}` | {cell.replace('|', chr(92) + '|')} |"


def _by_attributes(proc: str, words: list[str]) -> Command:
    """The command that ``-info`` and ``-define_args`` describe."""
    # Flags like -hide_body may stand anywhere between.
    given = {name: text for name, text in pairwise(words) if name in ("-info", "-define_args")}
    options: list[Option] = []
    positionals: list[Positional] = []
    described = given.get("-define_args", "")
    for start, end in elements(described):
        row = described[start:end]
        fields = [row[first:last] for first, last in elements(row)]
        if not fields:
            continue
        name, text, placeholder, kind, attributes = (*fields, "", "", "", "")[:5]
        value = _value(kind, attributes)
        required = "required" in attributes.split()
        if name.startswith("-"):
            flag = kind == "boolean"
            options.append(
                Option(name=name, value=None if flag else value, placeholder=placeholder, required=required, summary=text)
            )
        else:
            positionals.append(Positional(name=name, value=value, optional=not required, summary=text))
    return Command(
        name=proc,
        summary=given.get("-info", ""),
        options=tuple(options),
        positionals=tuple(positionals) or (None if not options else ()),
    )


def _value(kind: str, attributes: str) -> Value:
    """The type that ``define_proc_attributes`` gives an argument."""
    values = re.search(r"\bvalues\s+\{([^{}]*)\}", attributes)
    if values:
        return Value(kinds=("enum",), values=tuple(values[1].split()))
    kinds: dict[str, Kind] = {"string": "string", "int": "int", "float": "float", "list": "list"}
    return Value(kinds=(kinds.get(kind, "unknown"),))
