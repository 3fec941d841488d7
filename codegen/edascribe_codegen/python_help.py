"""What may be written at a place of a Python text and what is known there, by `ty`, which reads the stubs of installed packages.

`ty` is started by the first check of a Python text (`python_api.py`). Until it runs nothing is known, and nobody waits for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from edascribe_codegen.candidates import SuggestionKind
from edascribe_codegen.hover import Hover
from edascribe_codegen.python_api import PythonChecker, line_starts, offset_of
from edascribe_codegen.signature import Signature
from edascribe_codegen.suggest import MOST, Suggestion, Suggestions


class Signatures(NamedTuple):
    """The forms that a call may have, and which of them it seems to be."""

    forms: tuple[Signature, ...]
    active: int


class Source(NamedTuple):
    """Where something is defined: a file, and the line and column of its name's start and end, counted in characters."""

    path: str
    start: tuple[int, int]
    end: tuple[int, int]


async def suggest_python(checker: PythonChecker, text: str, offset: int) -> Suggestions:
    """The names that may stand at an offset: members behind a dot, else what is in scope; best first."""
    begun = _BEGUN.search(text, max(offset - _LONGEST_NAME, 0), offset)
    ended = _NAME_ENDS.match(text, offset)
    assert begun is not None
    assert ended is not None
    found = await checker.ask("textDocument/completion", text, offset)
    if found is None:
        return Suggestions(whole=not checker.is_starting)
    items = found["items"] if isinstance(found, dict) else found
    # A name that would need an import as well comes with an edit far from the cursor.
    usable = sorted((item for item in items if not item.get("additionalTextEdits")), key=lambda item: item.get("sortText", ""))
    private = begun[0].startswith("_")
    named = [item for item in usable if private or not item["label"].startswith("_")]
    suggestions = [
        Suggestion(
            label=item["label"],
            kind=_KINDS.get(item.get("kind", 0), "variable"),
            start=begun.start(),
            end=ended.end(),
            detail=_in_short(_calls(item.get("detail") or "")),
            explain=partial(_explained, item),
        )
        for item in named[:MOST]
    ]
    return Suggestions(tuple(suggestions), whole=len(named) <= MOST and not (isinstance(found, dict) and found["isIncomplete"]))


async def members_python(checker: PythonChecker, text: str, offset: int) -> tuple[str, tuple[str, ...]]:
    """The beginning of a member's name at an offset behind a dot, and the names of all members that the object has.

    There are none where no member is due, where nothing is known of the object, and where its own text may give it more of them by
    an assignment.
    """
    due = _MEMBER_DUE.search(text, max(offset - _LONGEST_NAME, 0), offset)
    if due is None:
        return "", ()
    # The whole of them, whatever of the name is there.
    found = await checker.ask("textDocument/completion", text[: due.start(1)] + text[offset:], due.start(1))
    names = tuple(item["label"] for item in (found["items"] if isinstance(found, dict) else found) or ())
    # Of an object of any type ty knows what all objects have, and one with `__getattr__` may have anything.
    is_known = "__getattr__" not in names and any(not name.startswith("__") for name in names)
    return due[1], names if is_known else ()


async def hover_python(checker: PythonChecker, text: str, offset: int) -> Hover | None:
    """What is known about the name at an offset: its type or signature and what its documentation says."""
    found = await checker.ask("textDocument/hover", text, offset)
    if not found:
        return None
    contents = found["contents"]
    code, bar, said = contents["value"].partition("\n---\n")
    starts = line_starts(text)
    start, end = (offset_of(found["range"][edge], starts, len(text)) for edge in ("start", "end"))
    return Hover(markdown=f"{code}\n\n{_readable(said)}" if bar else code, start=start, end=end)


async def signatures_python(checker: PythonChecker, text: str, offset: int) -> Signatures | None:
    """The forms of the call that is being written at an offset."""
    found = await checker.ask("textDocument/signatureHelp", text, offset)
    if not found or not found["signatures"]:
        return None
    forms = tuple([_form(form, found.get("activeParameter")) for form in found["signatures"]])
    return Signatures(forms, found.get("activeSignature") or 0)


async def definitions_python(checker: PythonChecker, text: str, offset: int) -> list[Source]:
    """Where the name at an offset is defined; of the text itself the path is empty."""
    found = await checker.ask("textDocument/definition", text, offset)
    places = [found] if isinstance(found, dict) else found or []
    sources = []
    for place in places:
        uri = place.get("targetUri") or place["uri"]
        span = place.get("targetSelectionRange") or place["range"]
        start, end = ((span[edge]["line"], span[edge]["character"]) for edge in ("start", "end"))
        split = urlsplit(uri)
        # The standard library's stubs are inside of ty, where no editor can open them.
        if split.scheme == "file":
            sources.append(Source("" if uri == checker.document else unquote(split.path), start, end))
    return sources


def _form(form: Mapping[str, Any], active: int | None) -> Signature:
    label = form["label"]
    places, at = [], 0
    for parameter in form.get("parameters") or ():
        name = parameter["label"]
        start = name[0] if isinstance(name, list) else label.find(name, at)
        at = name[1] if isinstance(name, list) else start + len(name)
        documentation = parameter.get("documentation") or ""
        said = documentation if isinstance(documentation, str) else documentation["value"]
        places.append((max(start, 0), at, said))
    documentation = form.get("documentation") or ""
    said = _readable(documentation if isinstance(documentation, str) else documentation["value"])
    active = form.get("activeParameter", active)
    return Signature(
        label=label,
        summary=said.partition("\n\n")[0],
        parameters=tuple(places),
        active=active if active is not None and active < len(places) else None,
    )


def _explained(item: Mapping[str, Any]) -> str:
    documentation = item.get("documentation") or ""
    said = documentation if isinstance(documentation, str) else documentation["value"]
    calls = [item["label"] + (call if call.startswith("(") else f": {call}") for call in _calls(item.get("detail") or "")]
    shown = "\n".join(calls or [item["label"]])
    return "\n\n".join(part for part in (f"```python\n{shown}\n```", _readable(said)) if part)


def _calls(detail: str) -> list[str]:
    """A type as ty writes it, of a function its forms: their parameters and results."""
    overloads = _OVERLOADS.fullmatch(detail)
    if overloads is None:
        return [_TYPE.sub("", detail)] if detail else []
    calls, depth = [""], 0
    for sign in overloads[1]:
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            calls.append("")
        else:
            calls[-1] += sign
    return [call.strip() for call in calls]


def _in_short(calls: list[str]) -> str:
    return "" if not calls else calls[0] if len(calls) == 1 else f"{calls[0]} (+{len(calls) - 1})"


def _readable(said: str) -> str:
    """A documentation text in Markdown, where it is in the notation that KLayout's stubs use."""
    text = said.strip()
    if not text.startswith("@brief"):
        return text
    text = text.removeprefix("@brief").lstrip()
    text = re.sub(r"^@param +(\w+) *", r"- `\1`: ", text, flags=re.MULTILINE)
    text = re.sub(r"^@return +", "- returns: ", text, flags=re.MULTILINE)
    text = re.sub(r"^(?=- )", "\n", text, count=1, flags=re.MULTILINE)
    return re.sub(r"\\(\w+(?:#\w+)?)", r"`\1`", text)


# Kinds of completions by the numbers that the protocol gives them.
_KINDS: dict[int, SuggestionKind] = {
    2: "method", 3: "function", 4: "method", 5: "property", 6: "variable", 7: "class", 8: "class", 9: "module", 10: "property",
    13: "class", 14: "keyword", 20: "value", 21: "constant",
}  # fmt: skip
_LONGEST_NAME = 200
_BEGUN = re.compile(r"\w*\Z")
_MEMBER_DUE = re.compile(r"(?:\)|\]|\"|'|\b(?!self\b|cls\b|\d)\w+)[ \t]*\.[ \t]*(\w*)\Z")
_NAME_ENDS = re.compile(r"\w*")
# How ty begins a type that is a function's: what follows are its parameters.
_OVERLOADS = re.compile(r"Overload\[(.*)\]", re.DOTALL)
_TYPE = re.compile(r"^(?:bound method|def|function) [\w.]+(?=\()")
