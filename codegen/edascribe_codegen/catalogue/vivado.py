"""Reads what Vivado and its kin return for ``help``: blocks under headings, the arguments in a table of names and descriptions.

Description:
Make a thing

Syntax:
make_thing  [-name <arg>] [-effort <arg>] [-quiet] [-verbose] <objects>...

Usage:
  Name        Description
  -----------------------
  [-effort]   How hard to try. Values: low, high
              Default: low
  <objects>   What it is made of
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from edascribe_codegen.catalogue.schema import Command, Option, Value
from edascribe_codegen.catalogue.usage import described, described_positional, read_usage

_BLOCK = re.compile(r"^(Description|Syntax|Returns|Usage|Categories|Arguments|Examples?|See Also):[ \t]*", re.MULTILINE)
_ROW = re.compile(r"^ {1,4}\[?(?:<(?P<positional>[^<>]+)>|(?P<option>-\w+))[^\s]*(?:[ \t]+(?P<text>.*))?$")


def read_help(name: str, text: str) -> Command | None:
    """The command that a help text describes, None where it shows no syntax."""
    blocks = dict(reversed(list(_blocks(text))))
    syntax = re.search(rf"(?:::)?{re.escape(name)}(?![\w:])(.*)", blocks.get("Syntax", ""), re.DOTALL)
    if syntax is None:
        return None
    command = read_usage(name, syntax[1])
    rows = dict(_rows(blocks.get("Usage", "")))
    return msgspec.structs.replace(
        command,
        summary=" ".join(blocks.get("Description", "").split()),
        options=tuple(described(_argument(option), rows.get(option.name, "")) for option in command.options),
        positionals=tuple(
            described_positional(positional, rows.get(positional.name, "")) for positional in command.positionals or ()
        ),
    )


def _argument(option: Option) -> Option:
    """An option whose value is written as ``<arg>``, or ``<args>`` for a list."""
    if option.value is None or option.placeholder not in ("arg", "args"):
        return option
    return msgspec.structs.replace(option, value=Value(many=option.placeholder == "args"), placeholder="")


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """The blocks under headings at the beginning of a line, in their order."""
    heads = list(_BLOCK.finditer(text))
    ends = [*[head.start() for head in heads[1:]], len(text)]
    return ((head[1], text[head.end() : end].strip("\n")) for head, end in zip(heads, ends, strict=False))


def _rows(text: str) -> Iterator[tuple[str, str]]:
    """The arguments in the table, each with its description."""
    rows: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        row = _ROW.match(line)
        if row is not None:
            rows.append((row["positional"] or row["option"], [row["text"] or ""]))
        elif rows:
            rows[-1][1].append(line.strip())
    return ((argument, " ".join(said)) for argument, said in rows)
