"""What is around a script, and what a command's name means there: a procedure of the user's or a command of the tool."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import NamedTuple

from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.schema import Command, Kind, Parser
from edascribe_codegen.declared import command_of, parser_of
from edascribe_codegen.workspace import Found, Workspace
from edascribe_grammars import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """A script's path, the workspace that has its entry, the names of the design by kind, and where file names are looked for."""

    path: str = ""
    workspace: Workspace = field(default_factory=Workspace)
    design: Mapping[Kind, Sequence[str]] = field(default_factory=dict)
    folders: tuple[Path, ...] = ()

    def place(self, found: Found, line: int = 0) -> str:
        """A procedure's file for the reader, relative to the folder that it is in."""
        path = PurePath(found.path)
        folder = next((folder for folder in self.folders if path.is_relative_to(folder)), None)
        shown = str(path.relative_to(folder)) if folder else path.name
        return f"{shown}, line {line}" if line else shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A command, how it reads its arguments, and, of a procedure of the user's, all its definitions that are meant."""

    command: Command
    parser: Parser
    found: tuple[Found, ...] = ()


def meaning(name: str, namespace: str, catalogue: Catalogue, around: Around) -> Meaning | None:
    """What a name means in a namespace.

    A procedure of the file or of one that it is connected with goes before the tool's commands, another one after them.
    """
    found = around.workspace.find(name, namespace, around.path)
    command = catalogue.find(name)
    if found and (command is None or found[0].path in around.workspace.near(around.path)):
        proc = found[0].proc
        return Meaning(command=command_of(proc), parser=parser_of(proc), found=found)
    return None if command is None else Meaning(command=command, parser=catalogue.parser(name))


class Callee(NamedTuple):
    """A command or a subcommand, its full name, and how many words of a call are that name."""

    command: Command
    name: str
    skip: int


def callee(command: Command, words: Sequence[Word], catalogue: Catalogue) -> Callee | None:
    """What the words of a call of a command mean, as far as they are written: its subcommand, None if it has none such."""
    if not command.subcommands or len(words) < 2:
        return Callee(command, command.name, 1)
    name, sub = words[0].value, words[1].value
    found = catalogue.find_subcommand(name, sub) if name and sub else None
    return None if found is None else Callee(found, f"{command.name} {found.name}", 2)
