"""Reads what the shells of Synopsys print for ``help -verbose``: a line of its own for each argument, with its type in words.

create_thing        # What it does
   [-name thing_name]     (What the option is for)
   -effort level          (How hard to try:
                           Values: low, high)
   [object_list]          (What it is done to)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from edascribe_codegen.catalogue.schema import Command, Option, Positional
from edascribe_codegen.catalogue.usage import described, described_positional, read_usage

_HEAD = r"^[ \t]*(?:Usage:[ \t]*)?(?:::)?{name}(?:[ \t]+#[ \t]*(?P<summary>[^\n]*))?[ \t]*$"
_ROW = re.compile(r"(?P<argument>.*?)(?:(?:^|\s+)\((?P<text>.*?)\)?\s*)?", re.DOTALL)


def read_help(name: str, text: str) -> Command | None:
    """The command that a help text describes, None where it describes none.

    A command without any argument is left open: procedures whose arguments nobody described look like that.
    """
    head = re.search(_HEAD.format(name=re.escape(name)), text, re.MULTILINE)
    if head is None:
        return None
    summary = (head["summary"] or "").strip()
    synonym = re.match(r"Synonym for '([^']+)'", summary, re.IGNORECASE)
    if synonym and synonym[1] != name:
        command = read_help(synonym[1], text)
        return command and msgspec.structs.replace(command, name=name)
    options: list[Option] = []
    positionals: list[Positional] = []
    exclusive: list[tuple[str, ...]] = []
    for row in _rows(text[head.end() :]):
        found = _ROW.fullmatch(row)
        if found is None or not found["argument"]:
            continue
        described_as = found["text"] or ""
        argument = read_usage(name, found["argument"])
        options += [described(option, described_as) for option in argument.options]
        positionals += [described_positional(positional, described_as) for positional in argument.positionals or ()]
        exclusive += argument.exclusive
    if not options and not positionals:
        return Command(name=name, summary=summary, positionals=None, open=True)
    return Command(
        name=name,
        summary=summary,
        options=tuple(options),
        positionals=tuple(positionals),
        exclusive=tuple(exclusive),
        redirect=True,
    )


def _rows(text: str) -> Iterator[str]:
    """The rows of arguments, each in one line: what is indented further than the first belongs to the row before it."""
    lines = [line.expandtabs() for line in text.splitlines() if line.strip()]
    indent = min((len(line) - len(line.lstrip()) for line in lines if re.match(r"\s*\[?[-\w]", line)), default=0)
    row: list[str] = []
    for line in lines:
        if len(line) - len(line.lstrip()) <= indent and row:
            yield " ".join(row)
            row = []
        if len(line) - len(line.lstrip()) < indent:
            # What stands further to the left than the arguments is no argument.
            return
        row.append(line.strip())
    if row:
        yield " ".join(row)
