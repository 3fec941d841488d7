"""What is known of how a tool's commands are used: counts over public scripts, and tasks in words with what they need."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import msgspec


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """A task in an engineer's words and the commands that a script for it uses."""

    words: str
    commands: tuple[str, ...]


class Usage(msgspec.Struct, frozen=True, kw_only=True):
    """How a tool's commands are used, in all its versions.

    ``commands`` counts the scripts in which each command stands, ``together`` those in which two stand (each pair once), of
    ``scripts`` in all, from which scripts with the same commands are left out.
    """

    scripts: int = 0
    commands: dict[str, int] = {}
    together: dict[str, dict[str, int]] = {}
    tasks: tuple[Task, ...] = ()


@lru_cache(maxsize=8)
def usage(tool: str) -> Usage:
    """The usage of a tool's commands; an empty one where none is shipped."""
    file = files(__package__).joinpath("usage", f"{tool}.json")
    return msgspec.json.decode(file.read_bytes(), type=Usage) if file.is_file() else Usage()
