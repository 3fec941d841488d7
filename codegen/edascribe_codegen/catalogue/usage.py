"""Reads the usage lines that proprietary shells and documents print: a synopsis with the slack that such texts need."""

from __future__ import annotations

import re

import msgspec

from edascribe_codegen.catalogue import synopsis
from edascribe_codegen.catalogue.schema import Command, Kind, Option, Positional, Value

# Kinds that a placeholder's name tells of any tool. What `cell`, `delay` or `limit` means is each tool's own.
_TOLD: frozenset[Kind] = frozenset({"file", "dir", "enum", "list", "script", "variable", "string"})
_SPACED = re.compile(r"<([^<>|\n]*)>")
_BRACED = re.compile(r"\{([^{}]*)\}")
_CHOICES = re.compile(r"\b(?:[Vv]alues?|[Cc]hoices)\s*(?:are\s*|is\s*)?:\s*(?P<words>[^.;]*?)(?:\.(?!\w)|;|\bDefault\b|$)")
_LEAST = re.compile(r"\bValue\s*(>=|>)\s*(-?[\d.]+)|\bRange:\s*(-?[\d.]+)\s*to\b")
_TYPED = re.compile(r"[\s:,]*\b(?:Values?\s*(?::|>)|Range:).*?(?=\bDefault\b|$)", re.DOTALL)
_REPEATED = re.compile(r"\b(?:multiple times|more than once|repeat(?:ed|able)?)\b", re.IGNORECASE)


def read_usage(name: str, text: str) -> Command:
    """The command that a usage describes; ``text`` is what follows the name.

    ``<a b>`` is one placeholder, ``x+`` means one or more, and braces around options hold a choice together.
    """
    text = _SPACED.sub(lambda found: f"<{'_'.join(found[1].split()) or 'value'}>", text)
    text = re.sub(r"(?<=[\]>}])\s*[+*](?=[\s\]}]|$)", " ...", text).replace("\\\n", " ")
    # Braces hold the words of a value, or alternatives of which one is an option.
    before = None
    while before != text:
        before = text
        text = _BRACED.sub(lambda found: f"({found[1]})" if re.search(r"(?:^|[\s|(])-[A-Za-z]", found[1]) else found[0], text)
    command = synopsis.parse(name, text)
    return msgspec.structs.replace(
        command,
        options=tuple(msgspec.structs.replace(option, value=option.value and _told(option.value)) for option in command.options),
        positionals=tuple(
            msgspec.structs.replace(positional, value=_told(positional.value)) for positional in command.positionals or ()
        ),
    )


def described(option: Option, text: str) -> Option:
    """An option with what its description says: the type of its value, whether it may be repeated, a summary."""
    value = option.value and (value_in(text) or option.value)
    repeated = option.repeated or (option.value is not None and (option.name.endswith("through") or bool(_REPEATED.search(text))))
    return msgspec.structs.replace(option, value=value, repeated=repeated, summary=summary_of(text))


def described_positional(positional: Positional, text: str) -> Positional:
    """A positional with what its description says."""
    return msgspec.structs.replace(positional, value=value_in(text) or positional.value, summary=summary_of(text))


def value_in(text: str) -> Value | None:
    """The type that a description states, ``Values: low, high`` or ``Value >= 1``; None where it states none."""
    least = _LEAST.search(text)
    if least:
        return Value(kinds=("float",), minimum=float(least[2] or least[3]), exclusive=least[1] == ">")
    choices = _CHOICES.search(text)
    words = [word.strip().strip("\"'`") for word in re.split(r",|\bor\b|\band\b|\|", choices["words"])] if choices else []
    plain = tuple(dict.fromkeys(word for word in words if re.fullmatch(r"[\w.+*/-]+", word)))
    if len(plain) < 2:
        return None
    # A word that is broken over two lines, or a phrase: there are values that are not known.
    return Value(kinds=("enum",) if len(plain) == len(set(words)) else ("enum", "string"), values=plain)


def summary_of(text: str) -> str:
    """A description without what it says of the type, which is shown in its own way."""
    return " ".join(_TYPED.sub(" ", text).split())


def _told(value: Value) -> Value:
    return value if _TOLD.issuperset(value.kinds) else Value(many=value.many)
