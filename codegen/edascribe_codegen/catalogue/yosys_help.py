"""Reads the help pages of yosys: as JSON, which there is from 0.5x on, and as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec


class Help(msgspec.Struct, frozen=True):
    """What the help of a pass says: its usage lines with the name, and its options as they are written: ``-top <module>``."""

    name: str
    usages: tuple[str, ...]
    options: tuple[str, ...]


def read_json(content: bytes) -> tuple[Help, ...]:
    """The passes in what ``help -dump-cmds-json`` writes; none where it is something else."""
    try:
        dump = msgspec.json.decode(content, type=_Dump)
    except msgspec.MsgspecError:
        return ()
    return tuple(_help(name, _flat(described.content)) for name, described in dump.cmds.items())


class _Part(msgspec.Struct, frozen=True):
    type: str
    body: str
    content: tuple[_Part, ...] = ()


class _Described(msgspec.Struct, frozen=True):
    content: tuple[_Part, ...]


class _Dump(msgspec.Struct, frozen=True):
    cmds: dict[str, _Described]


def _flat(parts: Iterable[_Part]) -> Iterator[_Part]:
    for part in parts:
        yield part
        yield from _flat(part.content)


def _help(name: str, parts: Iterable[_Part]) -> Help:
    usages: list[str] = []
    options: list[str] = []
    for part in parts:
        if part.type == "usage":
            usages.append(part.body.strip())
        elif part.type == "option":
            options.append(_without_description(part.body))
        elif part.type == "code" and not usages and re.match(rf"{name}\b", part.body):
            usages.append(part.body.splitlines()[0].strip())
    return Help(name, tuple(usages), tuple(options))


def read_text(text: str) -> tuple[Help, ...]:
    """The passes in what ``help -all`` prints."""
    parts = re.split(r"^(\w+)  --  .*\n[-=]+\n", text, flags=re.MULTILINE)
    return tuple(_read_page(name, page) for name, page in zip(parts[1::2], parts[2::2], strict=True))


def _read_page(name: str, page: str) -> Help:
    """One page: usages and options are indented by four, and the steps of a script that a pass runs come after its options."""
    usages: list[str] = []
    options: list[str] = []
    for line in page.splitlines():
        if re.match(r" {4}\w+:( |$)", line) and options:
            break
        if re.match(rf" {{3,4}}{name}(?= |$)", line):
            usages.append(line.strip())
        elif re.match(r" {4}--?[A-Za-z0-9]", line):
            options.append(_without_description(line))
    return Help(name, tuple(usages), tuple(options))


def _without_description(line: str) -> str:
    """An option without what some pages say of it on the same line, behind two spaces or a dash."""
    return re.split(r"\s{2,}|\s-\s", line.strip(), maxsplit=1)[0]
