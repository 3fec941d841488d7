"""Where two versions of a text differ."""

from __future__ import annotations

from typing import NamedTuple


class Difference(NamedTuple):
    """``old[start:end]`` stands where ``new[new_start:new_end]`` stands now."""

    start: int
    end: int
    new_start: int
    new_end: int


def differences(old: str, new: str) -> list[Difference]:
    """The stretches in which two versions of a text differ, in its order; few of them where it was edited in few places."""
    return _between(old, new, Difference(0, len(old), 0, len(new)), _MOST)


def _difference(old: str, new: str) -> tuple[int, int, int]:
    """The one stretch in which two versions of a text differ: where it begins, and where it ends in the old and in the new one."""
    start = _in_common(old, new)
    tail = _in_common(old[start:][::-1], new[start:][::-1])
    return start, len(old) - tail, len(new) - tail


def _between(old: str, new: str, within: Difference, most: int) -> list[Difference]:
    """The differences of two stretches: what they begin and end with is left out, and long ones are parted by what they share."""
    begin, end, new_begin, new_end = within
    start, stop, new_stop = _difference(old[begin:end], new[new_begin:new_end])
    left = Difference(begin + start, begin + stop, new_begin + start, new_begin + new_stop)
    if left.start == left.end and left.new_start == left.new_end:
        return []
    middle = (left.start + left.end - _SHARED) // 2
    if most > 1 and min(left.end - left.start, left.new_end - left.new_start) > _LONG:
        at = new.find(old[middle : middle + _SHARED], left.new_start, left.new_end)
        if at >= 0:
            before = _between(old, new, Difference(left.start, middle, left.new_start, at), most // 2)
            return before + _between(old, new, Difference(middle, left.end, at, left.new_end), most // 2)
    return [left]


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


# In characters: a shorter stretch is as quickly read again as parted; so much must stand in both to part a longer one.
_LONG = 4_000
_SHARED = 200
# Of more differences than these, some are taken for one.
_MOST = 64
