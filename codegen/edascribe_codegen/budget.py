"""What of a prompt is kept where not all of it fits; the order in which parts give way is told here and nowhere else.

Beyond the cursor, whose line is the last to go and never goes whole, a prompt has four parts. They are given room in this order,
each at most its share of the whole, so that where room is scarce entries give way first, then the user's procedures, then the
lines of the file, the farthest first, and last what follows the cursor:

1. what follows the cursor, its first lines;
2. the file above the cursor, its last blocks of lines;
3. the user's procedures, the likeliest;
4. the tool's entries, the likeliest, in all the room that is left.

Shares do not depend on what the other parts hold, so that the file stays where it is in the prompt when entries change. It is cut
in blocks that are counted from its first line: typing moves the cut only when a block has become too many.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from edascribe_codegen.profile import Ruler

BELOW, FILE, PROCS = 0.15, 0.45, 0.1
# Lines of a block.
BLOCK = 8


def share(tokens: int, part: float, left: int) -> int:
    """The tokens that a part may have of all and of those that are left."""
    return max(0, min(int(part * tokens), left))


def end_of(text: str, tokens: int, ruler: Ruler) -> str:
    """The end of a text that fits: whole lines, or the end of its last line where that alone is too long."""
    if ruler.estimate(text) <= tokens:
        return text
    lines = text.split("\n")
    while len(lines) > 1:
        lines.pop(0)
        if ruler.estimate("\n".join(lines)) <= tokens:
            return "\n".join(lines)
    line = lines[0]
    return line[bisect_left(range(len(line)), True, key=lambda start: ruler.estimate(line[start:]) <= tokens) :]


def last_blocks(lines: Iterable[tuple[int, str]], tokens: int, ruler: Ruler) -> str:
    """The last blocks of lines that fit; ``lines`` come with their numbers in the file and end with newlines."""
    blocks: dict[int, list[str]] = {}
    for number, line in lines:
        blocks.setdefault(number // BLOCK, []).append(line)
    kept: list[str] = []
    for place, block in enumerate(reversed(blocks.values())):
        text = "".join(block)
        # The last block is still being written.
        size = ruler.count(text) if place else ruler.estimate(text)
        if size > tokens:
            return "".join(reversed(kept)) if kept else _last_lines(block, tokens, ruler)
        tokens -= size
        kept.append(text)
    return "".join(reversed(kept))


def first_lines(text: str, tokens: int, ruler: Ruler) -> str:
    """The first whole lines of a text that fit."""
    kept: list[str] = []
    for line in text.splitlines(keepends=True):
        tokens -= ruler.count(line)
        if tokens < 0:
            break
        kept.append(line)
    return "".join(kept)


def last_that_fit(texts: Sequence[str], tokens: int, ruler: Ruler) -> int:
    """How many of the last texts fit together."""
    for count, text in enumerate(reversed(texts)):
        tokens -= ruler.count(text)
        if tokens < 0:
            return count
    return len(texts)


def _last_lines(lines: Sequence[str], tokens: int, ruler: Ruler) -> str:
    count = last_that_fit(lines, tokens, ruler)
    return "".join(lines[len(lines) - count :])
