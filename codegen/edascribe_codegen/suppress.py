"""Faults that the text itself asks not to see, by comments.

``# edascribe: off`` on a line of its own holds until ``# edascribe: on`` or the end; after a command (``;# edascribe: off``) it
holds for that line. Codes may follow, or their beginnings, to name what is not wanted: ``# edascribe: off api/unknown-command``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from edascribe_grammars import Fault

# It begins with a sign, which is looked for many times as fast as the beginning of each line.
_SWITCH = re.compile(r"#[ \t]*edascribe:[ \t]*(?P<turn>off|on)\b(?P<names>[^\n]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a text in which faults whose codes begin with one of ``names`` are not wanted; no names mean all."""

    start: int
    end: int
    names: tuple[str, ...]

    def hides(self, fault: Fault) -> bool:
        """Whether a fault lies here and is not wanted."""
        return self.start <= fault.start < self.end and (not self.names or fault.code.startswith(self.names))


def wanted(faults: Iterable[Fault], text: str) -> tuple[Fault, ...]:
    """The faults without those that the text's own comments hide."""
    if "edascribe:" not in text:
        return tuple(faults)
    spans = tuple(_spans(text))
    return tuple(fault for fault in faults if not any(span.hides(fault) for span in spans))


def _spans(text: str) -> Iterator[Span]:
    begun: tuple[int, tuple[str, ...]] | None = None
    for match in _SWITCH.finditer(text):
        names = tuple(re.findall(r"[\w/-]+", match["names"]))
        line = text.rfind("\n", 0, match.start()) + 1
        if text[line : match.start()].strip():
            if match["turn"] == "off":
                yield Span(start=line, end=match.end(), names=names)
            continue
        if begun is not None:
            yield Span(start=begun[0], end=line, names=begun[1])
        begun = (line, names) if match["turn"] == "off" else None
    if begun is not None:
        yield Span(start=begun[0], end=len(text) + 1, names=begun[1])
