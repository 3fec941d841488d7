"""Where two versions of a text or a list differ."""

from __future__ import annotations

from typing import TypeVar

Piece = TypeVar("Piece", str, list[int])


def difference(old: Piece, new: Piece) -> tuple[int, int, int]:
    """The one stretch in which two versions differ: where it begins in both, where it ends in the old, and in the new one."""
    start = _in_common(old, new)
    tail = _in_common(old[start:][::-1], new[start:][::-1])
    return start, len(old) - tail, len(new) - tail


def _in_common(first: Piece, second: Piece) -> int:
    """How many members two pieces begin with in common, found by halving, since comparing long pieces is fast."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
