"""Reads what the shells of Cadence print for ``help``: a usage, then a line or a paragraph for each argument with its type.

Usage: addThing [-help] -cell <cellName> [-status {fixed placed}]

-help                    # Prints out the command usage (bool, optional)
-cell <cellName>         # Name of cell (string, required)
-status {fixed placed}   # What it is
                         # afterwards (enum, optional)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from edascribe_codegen.catalogue.schema import Command, Kind, Option, Value
from edascribe_codegen.catalogue.usage import described, described_positional, read_usage

_USAGE = r"^[ \t]*Usage:[ \t]*(?:::)?{name}\b(?P<arguments>[^\n]*(?:\n[ \t]+(?![-\[<][^\n]*(?:#|:[ \t]*$))[^\n]+)*)"
_ROW = re.compile(r"(?P<indent>[ \t]*)\[?(?P<argument>-\w+|<[^<>]+>)(?:[^#\n]*?)\]?\+?[ \t]*(?:#[ \t]*(?P<text>[^\n]*)|:?[ \t]*$)")
_TYPE = re.compile(r"[ \t]*\((?P<type>\w+)(?:,[ \t]*\w+)*\)[ \t]*$")
_KINDS: dict[str, Kind] = {"string": "string", "int": "int", "integer": "int", "float": "float", "double": "float", "list": "list"}


def read_help(name: str, text: str) -> Command | None:
    """The command that a help text describes, None where it shows no usage."""
    usage = re.search(_USAGE.format(name=re.escape(name)), text, re.MULTILINE)
    if usage is None:
        return None
    command = read_usage(name, usage["arguments"])
    rows = dict(_rows(text[usage.end() :]))
    options = tuple(_typed(option, *rows.get(option.name, ("", ""))) for option in command.options)
    positionals = tuple(
        described_positional(positional, rows.get(positional.name, ("", ""))[1]) for positional in command.positionals or ()
    )
    return msgspec.structs.replace(
        command, summary=_summary(name, text[: usage.start()]), options=options, positionals=positionals, redirect=True
    )


def _typed(option: Option, kind: str, text: str) -> Option:
    """An option with its type as the tool names it."""
    option = described(option, text)
    if option.value is None:
        return option
    words = tuple(re.split(r"[\s|]+", option.placeholder))
    if (kind == "enum" or "|" in option.placeholder) and len(words) > 1:
        return msgspec.structs.replace(option, value=Value(kinds=("enum",), values=words))
    if kind in _KINDS:
        many = option.value.many or option.value.kinds == ("list",)
        return msgspec.structs.replace(option, value=msgspec.structs.replace(option.value, kinds=(_KINDS[kind],), many=many))
    return option


def _rows(text: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """The arguments, each with the name of its type and its description, both empty where they are not given."""
    rows: list[tuple[str, list[str]]] = []
    indent: str | None = None
    for line in text.splitlines():
        row = _ROW.match(line)
        if row is not None and indent in (None, row["indent"]):
            indent = row["indent"]
            rows.append((row["argument"].strip("<>"), [row["text"] or ""]))
        elif rows:
            rows[-1][1].append(line.strip().removeprefix("#").strip())
    for argument, said in rows:
        whole = " ".join(said).strip()
        kind = _TYPE.search(whole)
        yield argument, (kind["type"] if kind else "", whole[: kind.start()] if kind else whole)


def _summary(name: str, text: str) -> str:
    """The first sentence of what stands before the usage."""
    said = " ".join(text.split()).removeprefix("Description:").strip()
    said = re.sub(rf"^{re.escape(name)}\s*[:-]\s*", "", said)
    return re.split(r"(?<=[.!?])\s", said, maxsplit=1)[0]
