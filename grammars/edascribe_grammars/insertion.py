"""Is a text a sound insertion at the cursor? A rule that works in files that are broken elsewhere, too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edascribe_grammars.fault import Fault
from edascribe_grammars.python import EMPTY_BLOCK
from edascribe_grammars.shapes import Shapes
from edascribe_grammars.syntax import Language, Syntax, edit, parse


def sound_insertion(
    before: str,
    completion: str,
    after: str,
    language: Language,
    shapes: Shapes | None = None,
    *,
    known: Syntax | None = None,
    whole: Syntax | None = None,
) -> tuple[Fault, ...]:
    """The faults that speak against inserting ``completion`` between ``before`` and ``after``; none if it is sound.

    A file without a fault is sound; in Python, the block below the line that is inserted last may be still to come. Where there is
    a fault, the insertion is to blame if the file is clean without the cursor's line: comparing with the file as it is would
    not do, since the line that is being completed has broken it already. Where the file is broken without that line as well, the
    insertion is sound if it lies within a comment or a string of several lines, or if one of the blocks around the cursor is
    without a fault; which lines are a block is told by their indentation, since in a broken file nothing else is to be trusted.

    Args:
        before: the text before the cursor.
        completion: what would be inserted.
        after: the text after the cursor.
        language: the language of the text.
        shapes: which arguments of commands are code.
        known: the syntax of ``before + after``, which spares most of the parsing.
        whole: the syntax of the text with the insertion, which spares parsing it again. Offsets of the faults are those of it.
    """
    start, end = len(before), len(before) + len(completion)
    if whole is None and known is not None:
        whole = edit(known, start, start, completion)
    elif whole is None:
        whole = parse(before + completion + after, language, shapes)
    if not whole.broken and not _blamed(whole.faults, before, completion):
        return ()
    above, head, tail, below = _around_line(before, after)
    if known is not None:
        without = edit(known, len(above), len(above) + len(head) + len(tail), "")
    else:
        without = parse(above + below, language, shapes)
    if without.broken or without.faults:
        if whole.is_prose(start, end):
            return ()
        line = head + completion + tail
        for text in (*(_alone(line) if language == "python" else ()), *_blocks(above, line, below)):
            if not parse(_as_file(text, language), language, shapes).faults:
                return ()
    return _blamed(whole.faults, before, completion)


def _blamed(faults: tuple[Fault, ...], before: str, completion: str) -> tuple[Fault, ...]:
    """The faults of a text for which an insertion may be to blame."""
    return tuple([fault for fault in faults if not _is_to_come(fault, before, completion)])


def _alone(line: str) -> Iterator[str]:
    """What makes a line of Python whole that is a part of something larger, which may be broken behind it."""
    shown = line.strip()
    indentation = line[: len(line) - len(line.lstrip())]
    if shown.endswith(":"):
        first = shown.split(maxsplit=1)[0].rstrip(":")
        yield f"{indentation}{_OPENERS[first]}: pass\n{line} pass" if first in _OPENERS else f"{line} pass"
    elif shown.startswith("@"):
        yield f"{line}\n{indentation}def f(): pass"
    elif shown.endswith(","):
        yield f"f(\n{line}\n)"
        yield f"{{\n{line}\n}}"


def _as_file(block: str, language: Language) -> str:
    """A whole text that is sound if a block is; a block of comments is none without a statement."""
    indentation = block[: len(block) - len(block.lstrip())]
    return f"if 1:\n{indentation}pass\n{block}" if language == "python" and indentation else block


def _is_to_come(fault: Fault, before: str, completion: str) -> bool:
    """Whether what is missing is the block below the last line of the insertion, which is the next thing to be written."""
    line = (before + completion).rstrip("\n").rfind("\n") + 1
    return fault.code == EMPTY_BLOCK and line <= fault.start < len(before) + len(completion)


def _around_line(before: str, after: str) -> tuple[str, str, str, str]:
    """The lines above the cursor's, the cursor's line before and after the cursor, and the lines below."""
    start = before.rfind("\n") + 1
    end = after.find("\n")
    end = len(after) if end < 0 else end
    return before[:start], before[start:], after[:end], after[end:]


def _blocks(above: str, line: str, below: str) -> Iterator[str]:
    """The blocks around a line, from the innermost to the outermost.

    A block is a line with the deeper lines after it and, for each of those that closes or continues it, such as ``} else {``, what
    comes then. The first one begins at the line itself, each further one at the nearest line above that is indented less.
    """
    lines_above, lines_below = above.splitlines(keepends=True), below.splitlines(keepends=True)
    first, last = len(lines_above), 0
    shown = line.partition("\n")[0]
    while True:
        indentation = _indentation(shown)
        # What closes or continues a block belongs to the line that starts it; so, for want of better, does an empty line.
        while first and (not shown.strip() or _CLOSES.match(shown)):
            first -= 1
            while first and lines_above[first].strip() and _indentation(lines_above[first]) > indentation:
                first -= 1
            shown = lines_above[first]
            indentation = _indentation(shown)
        decorator = shown.lstrip().startswith("@")
        while last < len(lines_below) and (decorator or _belongs(lines_below[last], indentation)):
            decorator = decorator and (lines_below[last].strip() or "@").startswith(("@", "#"))
            last += 1
        yield "".join([*lines_above[first:], line, *lines_below[:last]])
        while first and (not lines_above[first - 1].strip() or _indentation(lines_above[first - 1]) >= indentation):
            first -= 1
        if not first:
            return
        first -= 1
        shown = lines_above[first]


def _belongs(line: str, indentation: int) -> bool:
    """Whether a line goes on with the block of a line above it with this indentation."""
    if not line.strip():
        return True
    own = _indentation(line)
    return own > indentation or (own == indentation and _CLOSES.match(line) is not None)


def _indentation(line: str) -> int:
    """How many columns a line is indented."""
    text = line.expandtabs()
    return len(text) - len(text.lstrip())


_CLOSES = re.compile(r"\s*(?:[}\])\"]|(?:else|elseif|elif|except|finally)\b)")
# What comes before a clause that does not stand alone.
_OPENERS = {"elif": "if 1", "else": "if 1", "except": "try", "finally": "try"}
