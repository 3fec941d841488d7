"""Takes from a tool's own documentation what an entry shows of it. It is read on the user's machine and never shipped."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec


class Explanation(msgspec.Struct, frozen=True):
    """What the documentation says of a command, and of its options and positionals by their names."""

    summary: str = ""
    arguments: dict[str, str] = msgspec.field(default_factory=dict)


@lru_cache(maxsize=4096)
def first_sentence(text: str) -> str:
    """The first sentence of a documentation text or comment on one line; KLayout marks it as ``@brief``, also after ``Getter:``."""
    text = re.sub(r"\A\s*(?:Getter:|Setter:)\s*", "", text)
    brief = re.search(r"@brief\s+(.*)", text)
    if brief is None and text.startswith("@"):
        return ""
    # There a name is told by the sign before it.
    line = brief[1].replace("\\", "") if brief else re.split(r"\n\s*\n", text.strip(), maxsplit=1)[0]
    return re.split(r"(?<=[.!?])\s", " ".join(line.split()), maxsplit=1)[0]
