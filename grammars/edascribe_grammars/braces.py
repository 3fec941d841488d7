"""Which brace it is that lacks its partner, told by indentation: Tcl itself only knows the outermost one that stays open."""

from __future__ import annotations

import re


def likely_open_brace(source: bytes, start: int) -> int | None:
    """The brace that probably lacks its close-brace, after the one at ``start`` stayed open to the end of ``source``.

    It is the first one whose close-brace stands at the start of a line that is indented less than the line of the brace: that one
    was meant for a brace further out. None where no indentation tells. What is before ``start`` makes no difference.
    """
    opened: list[tuple[int, int]] = []
    first_line = source.find(b"\n", start)
    for match in _BRACES.finditer(source, start):
        sign = match.group()
        if sign == b"{":
            opened.append((match.start(), _indentation(source, match.start()) if match.start() > first_line else -1))
        elif sign == b"}" and opened:
            at, indentation = opened.pop()
            line = source.rfind(b"\n", 0, match.start()) + 1
            if opened and not source[line : match.start()].strip() and _indentation(source, match.start()) < indentation:
                return at
    return None


def _indentation(source: bytes, at: int) -> int:
    """How many columns the line of an offset is indented."""
    start = source.rfind(b"\n", 0, at) + 1
    line = source[start : _NOT_BLANK.match(source, start).end()]  # type: ignore[union-attr]
    return len(line.expandtabs())


_BRACES = re.compile(rb"[{}]|\\.", re.DOTALL)
_NOT_BLANK = re.compile(rb"[ \t]*")
