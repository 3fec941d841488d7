"""Mends what is certainly meant: a fault's own fix, inside the text that the model wrote. Of the rest the model is told, once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.render import signature
from edascribe_codegen.types import CheckedCompletion, Prompt
from edascribe_grammars import Fault, Fix

# What of an answer that was wrong is shown to the model again: more would only lead it there once more.
_WRONG_LINES = 6
_SIGNATURES = 4


def repair(text: str, faults: Iterable[Fault], start: int, end: int) -> tuple[str, tuple[Fix, ...]]:
    """Applies the fixes that lie in ``text[start:end]`` and do not overlap; returns the whole text and the fixes, in text order."""
    fixes: list[Fix] = []
    for fault in sorted(faults, key=lambda fault: fault.start):
        fix = fault.fix
        if fix and start <= fix.start and fix.end <= end and (not fixes or fixes[-1].end <= fix.start):
            fixes.append(fix)
    for fix in reversed(fixes):
        text = text[: fix.start] + fix.text + text[fix.end :]
    return text, tuple(fixes)


def ask_again(prompt: Prompt, rejected: CheckedCompletion, catalogue: Catalogue) -> Prompt:
    """The prompt with the answer that was rejected, what is wrong with it, and how the commands in it are really called."""
    answer = rejected.candidate.text
    wrong = [f"# Wrong: {line}" for line in answer.splitlines() if line.strip()][:_WRONG_LINES]
    reasons = dict.fromkeys([fault.message for fault in rejected.faults] or [rejected.reason])
    words = dict.fromkeys(re.findall(r"[A-Za-z_][\w:]*", answer))
    commands = [command for word in words if word in catalogue.own_names and (command := catalogue.find(word))]
    right = [f"# Right: {signature(command)}" for command in commands[:_SIGNATURES]]
    notes = [*wrong, *(f"# {reason}" for reason in reasons), *right]
    return replace(prompt, api=prompt.api + "\n".join(notes) + "\n\n")
