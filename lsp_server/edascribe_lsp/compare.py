"""Where two versions of a text differ."""

from __future__ import annotations


def difference(old: str, new: str) -> tuple[int, int, int]:
    """The one stretch in which two versions of a text differ: where it begins, and where it ends in the old and in the new one."""
    start = _in_common(old, new)
    tail = _in_common(old[start:][::-1], new[start:][::-1])
    return start, len(old) - tail, len(new) - tail


def _in_common(first: str, second: str) -> int:
    """How many characters two texts begin with in common, found by halving, since comparing long texts is fast."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
