"""What is wrong with a text, as data: a bad document never raises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "information"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A replacement of ``text[start:end]`` that certainly mends a fault."""

    title: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault of a text.

    ``start`` and ``end`` are offsets in characters (code points) of the whole text, ``0 <= start <= end <= len(text)``.
    ``code`` is namespaced: ``syntax/...`` from the grammars, ``api/...`` from the catalogue.
    """

    code: str
    message: str
    start: int
    end: int
    severity: Severity = "error"
    fix: Fix | None = None


def moved_fault(fault: Fault, distance: int) -> Fault:
    """The same fault ``distance`` characters further on."""
    if not distance:
        return fault
    fix = fault.fix
    if fix is not None:
        fix = Fix(title=fix.title, start=fix.start + distance, end=fix.end + distance, text=fix.text)
    # Ten times as fast as `dataclasses.replace`, and an edit moves all the faults below it.
    return Fault(
        code=fault.code,
        message=fault.message,
        start=fault.start + distance,
        end=fault.end + distance,
        severity=fault.severity,
        fix=fix,
    )
