"""Mends what is certainly meant: a fault's own fix, inside the text that the model wrote."""

from __future__ import annotations

from collections.abc import Iterable

from edascribe_grammars import Fault, Fix


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
