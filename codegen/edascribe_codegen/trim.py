"""What an answer must not have: closers too many, repetitions, what stands there already, what is outside of the block, prose.

Each rule reads the answer so far and says where the trouble begins, so that the stream is ended there and what is before is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from edascribe_codegen.due import closers, line_at
from edascribe_codegen.types import EditorContext
from edascribe_grammars import Language

# Ghost text with fewer characters is quicker typed than read.
LEAST = 3

# Lines that mean little by themselves, such as closing braces, may come again and again.
_MEANINGFUL = 4

_OPENED_BY = {"]": "[", "}": "{", ")": "("}
_QUOTES: dict[Language, str] = {"tcl": '"', "python": "\"'"}
# What stands before a quote that opens a text: in Python also signs of expressions, and letters such as the f of an f-string.
_OPENS_QUOTE: dict[Language, re.Pattern[str]] = {
    "tcl": re.compile(r"(?:^|[ \t\n\[{(=,])\Z"),
    "python": re.compile(r"(?:^|[\s\[{(=,:+%*<>!|&-])(?:[fF][rR]?|[rR][fF]?|[bB][rR]?|[rR][bB]|[uU])?\Z"),
}
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")
# A capital, at least four words and no sign that code is made of.
_PROSE = re.compile(r"(?:[-*] |\d+\. )?[A-Z][A-Za-z']*(?:[ ,]+[A-Za-z0-9',()/-]+){3,}[.:!?]?\s*")


def end_of_sense(text: str, context: EditorContext) -> int | None:
    """How many characters of the answer so far to keep, or None while nothing speaks against it."""
    ends = (
        _unmatched_closer(text, context),
        _line_end(text, context),
        _end_of_scope(text, context),
        _repetition(text, context),
        _what_follows(text, context),
        _prose_or_fence(text),
    )
    return min((end for end in ends if end is not None), default=None)


def sensible(text: str, context: EditorContext) -> str:
    """The sensible part of a whole answer: without talk and fence before the code, and up to where the rules end it."""
    lines = text.split("\n")
    while lines and (_PROSE.fullmatch(lines[0]) or _FENCE.match(lines[0])):
        lines.pop(0)
        while lines and not lines[0].strip():
            lines.pop(0)
    text = "\n".join(lines)
    # A line that is compared with others counts when it is whole, as the last one is now.
    end = end_of_sense(text + "\n", context)
    return text if end is None else text[:end]


def _unmatched_closer(text: str, context: EditorContext) -> int | None:
    """Where the answer closes what it has not opened, and what is either not open or closed behind the cursor already."""
    line, rest = line_at(context)
    # Braces of blocks that nothing below closes may be closed.
    missing = _balance(context.before[: len(context.before) - len(line)]) + min(0, _balance(context.after[len(rest) :]))
    stack = ["{"] * max(0, missing)
    for _ in _closing(line, stack, context.language):
        pass
    for sign in rest[: closers(rest)]:
        opener = _OPENED_BY.get(sign, sign)
        if opener in stack:
            del stack[len(stack) - 1 - stack[::-1].index(opener)]
    quoted = next((sign for sign in reversed(stack) if sign in "\"'"), "")
    return next(_closing(text, stack, context.language, quoted), None)


def _balance(text: str) -> int:
    return text.count("{") - text.count("}")


def _closing(text: str, stack: list[str], language: Language, quote: str = "") -> Iterator[int]:
    """The places where a text closes what is not in the stack, which holds what is open and is kept up to date."""
    at = 0
    while at < len(text):
        sign = text[at]
        if sign == "\\":
            at += 1
        elif quote:
            if sign == quote:
                stack.pop(len(stack) - 1 - stack[::-1].index(quote))
                quote = ""
        elif sign in _QUOTES[language]:
            if _OPENS_QUOTE[language].search(text, max(0, at - 4), at):
                quote = sign
                stack.append(sign)
            elif language == "python" or text[at + 1 : at + 2] in ("", "\n", " ", "]", "}"):
                yield at
        elif sign in "[{(":
            stack.append(sign)
        elif sign in _OPENED_BY:
            opener = _OPENED_BY[sign]
            if opener in stack:
                del stack[len(stack) - 1 - stack[::-1].index(opener) :]
            elif sign != ")" or language == "python":
                yield at
        at += 1


def _line_end(text: str, context: EditorContext) -> int | None:
    """The end of the answer's first line, where the cursor's line has been begun and nothing in it is left open.

    What opens a block, or a line of its own, may go on.
    """
    line, _ = line_at(context)
    end = text.find("\n")
    if context.intent != "ghost_text" or end < 0 or not line.strip() or line.lstrip().startswith("#"):
        return None
    stack: list[str] = []
    for _ in _closing(line + text[:end], stack, context.language):
        pass
    return None if stack or text[:end].endswith("\\") or (line + text[:end]).rstrip().endswith(":") else end


def _end_of_scope(text: str, context: EditorContext) -> int | None:
    """The start of the first line that is indented less than the cursor's, outside of what the answer has opened itself."""
    line, _ = line_at(context)
    indentation = _indentation(line)
    for start, number, found in _lines(text):
        if (
            number
            and found.strip()
            and _indentation(found) < indentation
            and text.count("{", 0, start) <= text.count("}", 0, start)
        ):
            return start
    return None


def _repetition(text: str, context: EditorContext) -> int | None:
    """The start of a line or of lines that say again what the lines just above say, in the answer or above the cursor."""
    line, _ = line_at(context)
    above = context.before[: len(context.before) - len(line)].rstrip()
    last = above[above.rfind("\n") + 1 :].strip()
    whole = [(start, found.strip()) for start, _, found in _lines(text)][:-1]
    if whole and len(last) >= _MEANINGFUL and not last.startswith("#") and (line + whole[0][1]).strip() == last:
        return 0
    said = [found for _, found in whole]
    for count in range(1, len(said) // 2 + 1):
        again = said[-count:]
        if again == said[-2 * count : -count] and len("".join(again)) >= _MEANINGFUL:
            return whole[-count][0]
    return None


def _what_follows(text: str, context: EditorContext) -> int | None:
    """The start of a line that is the next one below the cursor already."""
    line, rest = line_at(context)
    below = context.after[len(rest) :].lstrip()
    following = below.partition("\n")[0].strip()
    if len(following) < _MEANINGFUL:
        return None
    for start, number, found in [*_lines(text)][:-1]:
        if (found if number else line + found).strip() == following:
            return start
    return None


def _prose_or_fence(text: str) -> int | None:
    """The start of a fence or of a sentence below code; an answer that only talks is ended after a few lines."""
    code = talk = 0
    for start, _, found in [*_lines(text)][:-1]:
        if _FENCE.match(found) or _PROSE.fullmatch(found):
            talk += 1
            if code or talk > 3:
                return start if code else 0
        elif found.strip():
            code += 1
    return None


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """The lines of a text, each with where it starts and its number; the last one may still grow."""
    start = 0
    for number, found in enumerate(text.split("\n")):
        yield start, number, found
        start += len(found) + 1


def _indentation(line: str) -> int:
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())
