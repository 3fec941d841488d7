"""Where ghost text is due: behind the cursor nothing but what closes, and no prose is being written."""

from __future__ import annotations

import re

from edascribe_codegen.types import EditorContext
from edascribe_grammars import Language

CLOSERS = re.compile(r"[)\]}\"']*")

_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'")
_TCL_COMMENT = re.compile(r"(?:^|;)[ \t]*#")


def is_due(context: EditorContext) -> bool:
    """Whether somebody who types here may be shown ghost text unasked: at the end of a line of code, closers aside."""
    line, rest = line_at(context)
    return not rest[closers(rest) :].strip() and not is_comment(line, context.language)


def line_at(context: EditorContext) -> tuple[str, str]:
    """The cursor's line before and behind the cursor."""
    return context.before[context.before.rfind("\n") + 1 :], context.after.partition("\n")[0].rstrip("\r")


def closers(text: str) -> int:
    """How many characters at a text's start only close what was opened before, as editors add them by themselves."""
    match = CLOSERS.match(text)
    return match.end() if match else 0


def is_comment(line: str, language: Language) -> bool:
    """Whether the end of a line, read for itself, is in a comment."""
    if language == "tcl":
        return _TCL_COMMENT.search(line) is not None
    return "#" in _QUOTED.sub("", line)
