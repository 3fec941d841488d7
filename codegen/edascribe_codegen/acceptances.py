"""How much was shown and accepted, in a file of the user's own that goes nowhere: one JSON object a line, no text of a script."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec
import platformdirs

Event = Literal["shown", "accepted"]
Kind = Literal["ghost_text", "generate"]


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """Texts that were shown to the user, or that went into a script: until when, what for, how many, how long together."""

    time: datetime
    event: Event
    kind: Kind
    tool: str
    version: str
    texts: int
    characters: int
    lines: int


def count_of(text: str, event: Event, kind: Kind, tool: str, version: str) -> Count:
    """The count of one text, now."""
    lines = text.count("\n") + (not text.endswith("\n"))
    now = datetime.now(UTC)
    return Count(time=now, event=event, kind=kind, tool=tool, version=version, texts=1, characters=len(text), lines=lines)


def summed(counts: Iterable[Count]) -> tuple[Count, ...]:
    """Counts that differ in no more than time and size as one, which has the time of the last."""
    sums: dict[tuple[str, ...], Count] = {}
    for count in counts:
        key = (count.event, count.kind, count.tool, count.version)
        sums[key] = _added(sums[key], count) if key in sums else count
    return tuple(sums.values())


def counts_file() -> Path:
    """The file, in the folder that EDASCRIBE_DATA names, or in the platform's place for a user's data."""
    folder = os.environ.get("EDASCRIBE_DATA") or platformdirs.user_data_path("edascribe")
    return Path(folder).expanduser() / "acceptances.jsonl"


def keep_counts(counts: Sequence[Count]) -> None:
    """Adds counts to the file. Raises OSError where that cannot be written."""
    file = counts_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    # One write: what several servers add at a time does not mix.
    with file.open("ab", buffering=0) as stream:
        stream.write(b"".join(msgspec.json.encode(count) + b"\n" for count in counts))


def kept_counts() -> Iterator[Count]:
    """What the file holds, the earliest first; lines that are no such object are passed over. Raises OSError."""
    try:
        lines = counts_file().read_bytes().splitlines()
    except FileNotFoundError:
        return
    for line in lines:
        try:
            yield msgspec.json.decode(line, type=Count)
        except msgspec.MsgspecError:
            # A line that a full disk has cut short, or of another version.
            continue


def _added(one: Count, other: Count) -> Count:
    return msgspec.structs.replace(
        other,
        texts=one.texts + other.texts,
        characters=one.characters + other.characters,
        lines=one.lines + other.lines,
    )
