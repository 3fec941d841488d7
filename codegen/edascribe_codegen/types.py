"""The four values that flow through the system, each made in one place and passed on whole.

``EditorContext -> Prompt -> Candidate -> CheckedCompletion``. All are frozen: a step that needs another value makes a new one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from edascribe_grammars import Fault, Fix, Language

if TYPE_CHECKING:
    from edascribe_codegen.constrain.form import Grammar

Intent = Literal["ghost_text", "generate"]
Verdict = Literal["accepted", "repaired", "rejected"]
StopReason = Literal["stop", "length", "rule", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorContext:
    """What the editor knows at the cursor.

    ``before`` and ``after`` are the whole text on either side of the cursor. For ``generate`` the cursor stands at the start of the
    line below the comment, and ``comment`` is the task in plain words without comment signs.
    """

    language: Language
    tool: str
    version: str
    before: str
    after: str = ""
    intent: Intent = "ghost_text"
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What a model is asked, its parts in cache-friendly order: what changes least comes first, the cursor comes last.

    ``cited`` are the names of the catalogue entries in ``api``. ``grammar`` constrains the answer, and each server is given it in
    its own form; one that takes none answers without, and the check afterwards does not rely on it.
    """

    header: str
    context: str
    api: str
    cursor: str
    cited: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    max_tokens: int = 64
    temperature: float = 0.0
    seed: int | None = None
    grammar: Grammar | None = None

    @property
    def text(self) -> str:
        """The parts joined, as a completion endpoint takes them."""
        return self.header + self.context + self.api + self.cursor


@dataclass(frozen=True, slots=True, kw_only=True)
class Timings:
    """Where the time of one candidate went, in seconds, with the server's own token counts where it tells them.

    ``cached_tokens`` are those of the prompt that it did not have to read again.
    """

    first_token: float = 0.0
    total: float = 0.0
    prompt_tokens: int | None = None
    cached_tokens: int | None = None
    completion_tokens: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What a model answered."""

    text: str
    model: str
    stopped: StopReason
    timings: Timings


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """What a model wrote and why it may not be shown, in a sentence for the user."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedCompletion:
    """A candidate and what the check found.

    ``text`` is what may be shown, with repairs applied; it is empty when the verdict is ``rejected``. ``reason`` then says why, in
    a sentence for the user; ``rejections`` are all candidates that were tried and rejected.
    """

    text: str
    verdict: Verdict
    reason: str
    prompt: Prompt
    candidate: Candidate
    faults: tuple[Fault, ...] = ()
    repairs: tuple[Fix, ...] = ()
    rejections: tuple[Rejection, ...] = ()
