"""Engineers' wordings: alternatives within a template, then habits of writing: terse, polite, abbreviated, as a note."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

_ALTERNATIVES = re.compile(r"‹([^‹›]*)›")
# The first words of tasks that may stand behind "please" and the like.
_VERBS = frozenset(
    """add apply build calculate change check clean collect compute constrain convert copy count create cut declare define delete
    derate disable divide draw dump export extract find flag flatten format generate get give group insert keep let limit list load
    log make map mark measure merge model move name output place print put read relax remove rename replace report run save scale
    select set show size sort split sum swap synthesize tabulate take tell tighten treat trim turn unset use verify write""".split()
)
_BEFORE_VERBS = ("please", "I want to", "we need to", "now", "next,", "then", "TODO:", "step:", "can you")
_ARTICLES = re.compile(r"\b(?:the|a|an) (?=[a-z])")
# Not within names of files and objects.
_ALONE = r"(?<![\w./*-]){}(?![\w/*\[-]|\.\w)"
_SHORT = (
    (r"\bregisters\b", ("regs", "flops", "flip-flops", "FFs")),
    (r"\bregister\b", ("reg", "flop", "flip-flop", "FF")),
    (r"\bclock\b(?! \w+ )", ("clk",)),
    (r"\bmaximum\b", ("max", "max.")),
    (r"\bminimum\b", ("min", "min.")),
    (r"\btransition\b", ("slew",)),
    (r"\bcapacitance\b", ("cap",)),
    (r"\bmicrometres\b", ("um", "microns", "µm", "micrometers")),
    (r"\bmicrometre\b", ("um", "micron", "µm", "micrometer")),
    (r"\bnumber of\b", ("# of", "no. of", "count of")),
    (r"\bfile (?=\w+\.\w+)", ("",)),
    (r"\band\b", ("&", "+")),
    (r"\bper cent\b", ("%", "percent")),
    (r"\binstances\b", ("insts", "cells")),
    (r"\bnegative slack\b", ("neg slack",)),
    (r"\bparameter\b", ("param",)),
    (r"\bdirectory\b", ("dir", "folder")),
)
# How often each habit is met.
_TERSE, _POLITE, _SHORTENED = 0.22, 0.12, 0.25


def expand(template: str, random: random.Random) -> str:
    """One of the texts that a template stands for: ‹this|that|› is one of these, also within one another."""
    while "‹" in template:
        template = _ALTERNATIVES.sub(lambda found: random.choice(found[1].split("|")), template)
    text = re.sub(r"[ \t]+", " ", template).strip()
    text = re.sub(r" ([,.;:?])(?=\s|$)", r"\1", text)
    return re.sub(r",(?=[,.])", "", text)


def worded(template: str, random: random.Random) -> str:
    """A template as somebody would write it in a comment."""
    text = re.sub(
        r"(\bFirst |\bthen |\bThen |; |\d\) )([A-Z])(?=[a-z]+ )",
        lambda found: found[1] + found[2].lower(),
        expand(template, random),
    )
    first = re.match(r"[A-Za-z]+(?= )", text)
    is_asked = bool(first and first[0].lower() in _VERBS)
    if random.random() < _SHORTENED:
        pattern, forms = random.choice([each for each in _SHORT if re.search(_ALONE.format(each[0]), text)] or [_SHORT[0]])
        text = re.sub(_ALONE.format(pattern), random.choice(forms), text)
        text = re.sub(r"  +", " ", text)
    if random.random() < _TERSE:
        text = _ARTICLES.sub("", text).rstrip(".")
        return _lowered(text) if is_asked and random.random() < 0.7 else text
    if is_asked and random.random() < _POLITE:
        said = random.choice(_BEFORE_VERBS)
        text = f"{said[0].upper()}{said[1:]} {_lowered(text)}"
        return text[:-1] + "?" if said == "can you" and text.endswith(".") else text
    return _raised(text) if random.random() < 0.85 else text.rstrip(".")


def joined(first: str, second: str) -> str:
    """A template for two tasks that are asked for together, in this order."""
    first, second = first.rstrip("."), second.rstrip(".")
    forms = ("{0}. Then {1}.", "{0}, then {1}.", "{0}; {1}.", "1) {0} 2) {1}", "{0}. {1}.", "First {0}, then {1}.", "{0}, and {1}.")
    return f"‹{'|'.join(form.format(first, second) for form in forms)}›"


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _raised(text: str) -> str:
    """A capital at the beginning, but not of a name of a design or a file."""
    first = text.split(" ", 1)[0]
    return text if first == "puts" or re.search(r"[\d_./*\[]|[a-z][A-Z]", first) else text[:1].upper() + text[1:]
