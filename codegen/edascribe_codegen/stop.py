"""Where an answer ends: models go on when the work is done, so the stream is cut as soon as the text so far says so."""

from __future__ import annotations

from functools import lru_cache

from edascribe_codegen.types import EditorContext
from edascribe_grammars import Language, parse


def end_of_answer(text: str, context: EditorContext) -> int | None:
    """How many characters of the answer so far to keep, or None while it may go on.

    Ghost text ends with its first complete command; a generated script with a blank line, a new comment below code, a line that
    repeats, or a code fence.
    """
    lines = text.split("\n")
    if context.intent == "ghost_text":
        end = _first_command(lines, context)
        if end is None and context.max_lines and len(lines) > context.max_lines and lines[context.max_lines].strip():
            # It is longer than it may be, which is all that there is to know of it.
            return len("\n".join(lines[: context.max_lines + 1]))
        return end
    seen: set[str] = set()
    length = 0
    for line in lines[:-1]:
        stripped = line.strip()
        code_above = any(not above.startswith("#") for above in seen)
        if (seen and not stripped) or stripped.startswith("```") or (code_above and stripped.startswith("#")):
            return length
        if stripped and stripped in seen and stripped not in ("}", "end"):
            return length
        if stripped:
            seen.add(stripped)
        length += len(line) + 1
    return None


def _first_command(lines: list[str], context: EditorContext) -> int | None:
    """The end of the first complete command; the beginning of the cursor's line belongs to it."""
    line_before = context.before[context.before.rfind("\n") + 1 :]
    for count in range(1, len(lines)):
        so_far = "\n".join(lines[:count])
        command = line_before + so_far
        if command.strip() and not command.lstrip().startswith("#") and _complete(command, context.language):
            return len(so_far)
    return None


@lru_cache(maxsize=256)
def _complete(command: str, language: Language) -> bool:
    """Whether a command may end here; kept, since the lines so far are asked for again with each token that comes."""
    if language == "python":
        return not command.rstrip().endswith((":", "\\", ",", "(", "[", "{"))
    return not command.endswith("\\") and not parse(command, language).faults
