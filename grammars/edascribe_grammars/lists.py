"""Elements of a Tcl list as it stands in a script: ``switch`` bodies, parameter lists, lists of variables."""

from __future__ import annotations

import re
from typing import NamedTuple

from edascribe_grammars.fault import Fault


class Element(NamedTuple):
    """One element: ``start`` and ``end`` are its offsets without braces or quotes; ``kind`` says which it has."""

    start: int
    end: int
    kind: str


def list_elements(source: bytes, start: int, end: int) -> tuple[list[Element], Fault | None]:
    """The elements of the list ``source[start:end]`` (one byte per character), up to the first fault."""
    if _PLAIN.fullmatch(source, start, end) is not None:
        return [Element(*match.span(), "bare") for match in _WORD.finditer(source, start, end)], None
    elements: list[Element] = []
    at = start
    while True:
        at = _SPACE.match(source, at, end).end()  # type: ignore[union-attr]
        if at >= end:
            return elements, None
        opening = source[at]
        if opening == _OPEN_BRACE:
            stop = closing_brace(source, at, end)
            if stop is None:
                return elements, Fault(
                    code="syntax/list-brace", message="missing close-brace for this `{` in a list", start=at, end=at + 1
                )
            elements.append(Element(at + 1, stop, "braced"))
        elif opening == _QUOTE:
            quoted = _QUOTED.match(source, at, end)
            if quoted is None:
                return elements, Fault(
                    code="syntax/list-quote", message='missing close-quote for this `"` in a list', start=at, end=at + 1
                )
            stop = quoted.end() - 1
            elements.append(Element(at + 1, stop, "quoted"))
        else:
            stop = _BARE.match(source, at, end).end()  # type: ignore[union-attr]
            elements.append(Element(at, stop, "bare"))
            at = stop
            continue
        at = stop + 1
        rest = _BARE.match(source, at, end)
        if rest is not None:
            what = "close-brace" if opening == _OPEN_BRACE else "close-quote"
            return elements, Fault(
                code="syntax/list-extra-characters",
                message=f"extra characters after the {what} of a list element",
                start=at,
                end=rest.end(),
            )


def closing_brace(source: bytes, start: int, end: int) -> int | None:
    """Where the brace at ``start`` is closed before ``end``, by Tcl's rule: a backslash hides the character after it."""
    depth = 0
    for match in _BRACES.finditer(source, start, end):
        if match.group() == b"{":
            depth += 1
        elif match.group() == b"}":
            depth -= 1
            if not depth:
                return match.start()
    return None


_OPEN_BRACE = ord("{")
_QUOTE = ord('"')
# Most lists are words without any braces, quotes and backslashes.
_PLAIN = re.compile(rb"[^{}\"\\]*")
_WORD = re.compile(rb"[^ \t\n\v\f\r]+")
_SPACE = re.compile(rb"(?:[ \t\n\v\f\r]|\\\r?\n)*")
_BARE = re.compile(rb"(?:[^ \t\n\v\f\r\\]|\\(?!\r?\n).?)+", re.DOTALL)
_QUOTED = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACES = re.compile(rb"[{}]|\\.", re.DOTALL)
