"""Takes from a tool's own documentation what an entry shows of it. It is read on the user's machine and never shipped."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

import msgspec


class Explanation(msgspec.Struct, frozen=True):
    """What the documentation says of a command, and of its options and positionals by their names."""

    summary: str = ""
    arguments: dict[str, str] = msgspec.field(default_factory=dict)


def first_sentence(text: str) -> str:
    """The first sentence of a documentation text on one line; KLayout marks it as ``@brief``, also below ``Getter:``."""
    text = re.sub(r"\A\s*(?:Getter:|Setter:)\s*", "", text)
    brief = re.search(r"@brief\s+(.*)", text)
    if brief is None and text.startswith("@"):
        return ""
    line = brief[1] if brief else re.split(r"\n\s*\n", text.strip(), maxsplit=1)[0]
    return re.split(r"(?<=[.!?])\s", " ".join(line.replace("\\", "").split()), maxsplit=1)[0]


def read_readme(text: str, known: Container[str]) -> Iterator[tuple[str, Explanation]]:
    """The explanations in a README of OpenROAD.

    Each ``known`` command has a block of code that begins with its name, below a heading and a paragraph; its options are in a
    table or a list behind it, up to the next heading that is no part of it.
    """
    command, summary = "", ""
    arguments: dict[str, str] = {}
    before = ""
    for part in re.split(r"(^```.*?^```)", text, flags=re.DOTALL | re.MULTILINE):
        name = re.match(r"```\w*\s*([\w:]+)", part)
        if name and name[1] in known:
            if command:
                yield command, Explanation(summary, arguments)
            command, summary, arguments = name[1], _paragraph(before), {}
        elif not part.startswith("```"):
            if command:
                # Below another heading of the same or a higher level stands what belongs to another command.
                belonging = re.split(r"^#{1,3} ", part, maxsplit=1, flags=re.MULTILINE)[0]
                arguments.update(_arguments(belonging))
            before = part
    if command:
        yield command, Explanation(summary, arguments)


def _paragraph(text: str) -> str:
    """The first paragraph below the last heading."""
    below = re.split(r"^#+ .*$", text, flags=re.MULTILINE)[-1]
    plain = [part.strip() for part in re.split(r"\n\s*\n", below) if part.strip() and not re.match(r"\s*[|`*:<-]", part)]
    return plain[0] if plain else ""


def _arguments(text: str) -> Iterator[tuple[str, str]]:
    """The arguments that the rows of a table, or the items of a list, explain."""
    for names, said in re.findall(r"^\|([^|\n]*`[^|\n]*)\|(.*)\|[ \t]*$", text, re.MULTILINE):
        yield from ((name, said.strip()) for name in re.findall(r"`(-?\w+)`", names))
    for name, said in re.findall(r"^[-*][ \t]+(?:The )?`(-\w+)[^`\n]*`(.*(?:\n[ \t]+\S.*)*)", text, re.MULTILINE):
        yield name, said.strip(" .:")
