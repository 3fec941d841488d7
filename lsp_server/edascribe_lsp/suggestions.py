"""What was suggested, so that typing along a suggestion and going back need no model.

Suggestions are kept by their place, which is all the text above the line and all the text behind the cursor, and below a place by
what the line begins with. Few suggestions share a place, so the branches of this tree are compared one by one, the newest first.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict, deque
from collections.abc import Iterator
from dataclasses import dataclass

from edascribe_codegen.due import closers
from edascribe_codegen.types import EditorContext

# A suggestion is some hundred characters and a place two hashes, so all of them together stay below a megabyte.
_PLACES = 128
_BRANCHES = 8
# A suggestion may be typed along over so many lines.
_LINES = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What to insert at the cursor, in place of the first ``replaced`` characters behind it."""

    text: str
    replaced: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Branch:
    """A line as it would be with the suggestion and what closes behind it; ``asked`` is how much of it stood there at first."""

    whole: str
    asked: int


_Place = tuple[str, str, str, bytes, bytes]


class Suggestions:
    """The latest suggestions, of all documents."""

    def __init__(self) -> None:
        self._places: OrderedDict[_Place, deque[_Branch]] = OrderedDict()

    def put(self, context: EditorContext, *texts: str) -> None:
        """Keeps what may be shown at a cursor, best first; an empty text says that there is nothing."""
        line, place = next(_places(context))
        behind = context.after[: closers(context.after)]
        branches = self._places.setdefault(place, deque(maxlen=_BRANCHES))
        self._places.move_to_end(place)
        for text in reversed(texts):
            branch = _Branch(whole=line + text + behind if text else line, asked=len(line))
            if branch in branches:
                branches.remove(branch)
            branches.appendleft(branch)
        if len(self._places) > _PLACES:
            self._places.popitem(last=False)

    def find(self, context: EditorContext) -> tuple[Suggestion, ...] | None:
        """What is known for a cursor, the newest first; empty where there is nothing to show, None where nothing is known."""
        behind = context.after[: closers(context.after)]
        rests = [
            branch.whole[len(line) :]
            for line, place in _places(context)
            for branch in self._places.get(place, ())
            if len(line) >= branch.asked and branch.whole.startswith(line)
        ]
        if not rests:
            return None
        found = [_rest(rest, behind) for rest in dict.fromkeys(rests)]
        # Where the newest says that there is nothing, the older ones are out of date.
        return tuple(suggestion for suggestion in found if suggestion.text) if found[0].text else ()

    def clear(self) -> None:
        """Forgets all, when another model is asked."""
        self._places.clear()


def _rest(rest: str, behind: str) -> Suggestion:
    """What is still to be inserted before what closes behind the cursor, or in place of it."""
    if rest.endswith(behind):
        return Suggestion(text=rest.removesuffix(behind))
    return Suggestion(text=rest, replaced=len(behind))


def _places(context: EditorContext) -> Iterator[tuple[str, _Place]]:
    """The cursor's place, and those of the lines above it, each with the text from there to the cursor."""
    before = context.before
    starts = [before.rfind("\n") + 1]
    while starts[-1] and len(starts) <= _LINES:
        starts.append(before.rfind("\n", 0, starts[-1] - 1) + 1)
    below = hashlib.blake2b(context.after[closers(context.after) :].encode(), digest_size=16).digest()
    # The text above is hashed once, from its start down to the cursor's line.
    above = hashlib.blake2b(before[: starts[-1]].encode(), digest_size=16)
    hashes = [above.digest()]
    for upper, lower in zip(reversed(starts), reversed(starts[:-1]), strict=False):
        above.update(before[upper:lower].encode())
        hashes.append(above.digest())
    for start, digest in zip(starts, reversed(hashes), strict=True):
        yield before[start:], (context.language, context.tool, context.version, digest, below)
