"""What the user has accepted, counted in a file of the user's own that goes nowhere: one JSON object a line, no script's text."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec
import platformdirs

Kind = Literal["ghost_text", "generate"]


class Acceptance(msgspec.Struct, frozen=True, kw_only=True):
    """One text that went into a script: when, what for, how long."""

    time: datetime
    kind: Kind
    tool: str
    version: str
    characters: int
    lines: int


def acceptances_file() -> Path:
    """The file, in the folder that EDASCRIBE_DATA names, or in the platform's place for a user's data."""
    folder = os.environ.get("EDASCRIBE_DATA") or platformdirs.user_data_path("edascribe")
    return Path(folder).expanduser() / "acceptances.jsonl"


def keep_acceptance(text: str, kind: Kind, tool: str, version: str) -> None:
    """Adds an acceptance to the file. Raises OSError where that cannot be written."""
    lines = text.count("\n") + (not text.endswith("\n"))
    acceptance = Acceptance(time=datetime.now(UTC), kind=kind, tool=tool, version=version, characters=len(text), lines=lines)
    file = acceptances_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    # One write of one line: what several servers add at a time does not mix.
    with file.open("ab", buffering=0) as stream:
        stream.write(msgspec.json.encode(acceptance) + b"\n")


def kept_acceptances() -> Iterator[Acceptance]:
    """What the file holds, the earliest first; lines that are no such object are passed over."""
    try:
        lines = acceptances_file().read_bytes().splitlines()
    except FileNotFoundError:
        return
    for line in lines:
        try:
            yield msgspec.json.decode(line, type=Acceptance)
        except msgspec.MsgspecError:
            # A line that a full disk has cut short, or of a later version.
            continue
