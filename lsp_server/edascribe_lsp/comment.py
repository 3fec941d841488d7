"""The task in a comment: which lines it spans, what it says, where its code belongs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from edascribe_lsp.convert import Lines

_COMMENT = re.compile(r"[ \t]*#+[ \t]?(.*)")
# These say how to read the file; they are no task.
_NO_TASK = re.compile(r"#!|[ \t]*#[ \t]*(?:edascribe:|-\*-|vim?:)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A block of comment lines; ``end`` is the offset where the line below it begins, or the text's end."""

    task: str
    end: int


def comment_at(lines: Lines, line: int) -> Comment | None:
    """The comment block that a line is part of; of a line that is no comment, the block above it with only blank lines between."""
    last = min(line, len(lines) - 1)
    if not _is_task(lines, last):
        last -= 1
        while last >= 0 and not _text(lines, last).strip():
            last -= 1
    if not _is_task(lines, last):
        return None
    while _is_task(lines, last + 1):
        last += 1
    first = last
    while _is_task(lines, first - 1):
        first -= 1
    said = (_COMMENT.match(_text(lines, number)) for number in range(first, last + 1))
    task = " ".join(word for match in said if match for word in match.group(1).split())
    return Comment(task=task, end=lines.span(last + 1)[0]) if task else None


def _is_task(lines: Lines, line: int) -> bool:
    if not 0 <= line < len(lines):
        return False
    text = _text(lines, line)
    return bool(_COMMENT.match(text)) and not _NO_TASK.match(text)


def _text(lines: Lines, line: int) -> str:
    start, end = lines.span(line)
    return lines.text[start:end]
