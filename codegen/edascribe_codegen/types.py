"""The four values that flow through the system, each made in one place and passed on whole.

``EditorContext -> Prompt -> Candidate -> CheckedCompletion``. All are frozen: a step that needs another value makes a new one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from edascribe_grammars import Fault, Fix, Language

if TYPE_CHECKING:
    from edascribe_codegen.check import Checked
    from edascribe_codegen.constrain.form import Grammar
    from edascribe_codegen.infill import Infill
    from edascribe_codegen.outline import Outline, Proc

Intent = Literal["ghost_text", "generate"]
Tries = Literal["one", "in turn", "at once"]
Verdict = Literal["accepted", "repaired", "rejected"]
StopReason = Literal["stop", "length", "rule", "cancelled"]
Message = dict[Literal["role", "content"], str]

# What a model that is asked by chat is told to do.
INSTRUCTION = "Go on with the script. Answer with code alone, without explanations and without a fence."
ASKED = "# Write what comes next in this script."


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorContext:
    """What the editor knows at the cursor.

    ``before`` and ``after`` are the whole text on either side of the cursor. For ``generate`` the cursor stands at the start of the
    line below the comment, and ``comment`` is the task in plain words without comment signs. ``used`` are the commands just before
    the cursor in their order, None where nobody has read the text yet; ``procs`` are procedures of the user's that may be wanted
    here, the likeliest last. Of more than ``max_lines`` lines no ghost text is wanted; 0 means any number. ``outline``
    and ``checked`` are those of ``before + after`` where somebody has them already, which spares reading a long text anew.
    """

    language: Language
    tool: str
    version: str
    before: str
    after: str = ""
    intent: Intent = "ghost_text"
    comment: str = ""
    used: tuple[str, ...] | None = None
    procs: tuple[Proc, ...] = ()
    max_lines: int = 0
    outline: Outline | None = None
    checked: Checked | None = None

    @property
    def start(self) -> int:
        """Where the outermost command at the cursor starts; 0 where nobody has read the text yet."""
        return self.checked.syntax.start_at(len(self.before)) if self.checked is not None else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What a model is asked, its parts in cache-friendly order: what changes least comes first, the cursor comes last.

    ``below`` is what follows the cursor: its text for a model that fills in (``infill``), else a line about it. ``cited`` are the
    names of the catalogue entries in ``api``. ``grammar`` constrains the answer, and each server is given it in its own form; one
    that takes none answers without, and the check afterwards does not rely on it. With ``chat`` the model is asked by ``messages``,
    and with ``prefill`` the answer's beginning is the last of them. In the ``background`` it gives way to those that a user waits
    for. Where it is ``scored``, the server is asked for the probabilities of the answer's tokens.
    """

    header: str
    context: str
    api: str
    cursor: str
    below: str = ""
    infill: Infill | None = None
    chat: bool = False
    prefill: bool = False
    cited: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    max_tokens: int = 64
    temperature: float = 0.0
    seed: int | None = None
    background: bool = False
    scored: bool = False
    grammar: Grammar | None = None

    @property
    def text(self) -> str:
        """The parts joined, as a completion endpoint takes them."""
        if self.infill is not None:
            return self.infill.prompt(self.header + self.context + self.api + self.cursor, self.below)
        return self.header + self.below + self.context + self.api + self.cursor

    @property
    def begun(self) -> str:
        """The cursor's line as far as it is written; the answer goes on from there."""
        return self.cursor[self.cursor.rfind("\n") + 1 :]

    @property
    def messages(self) -> tuple[Message, ...]:
        """The parts as a chat: what to do, the script, and the line that the answer goes on from."""
        begun = self.begun
        written = self.cursor[: len(self.cursor) - len(begun)]
        script = self.below + self.context + self.api + written
        asked = ASKED if not begun.strip() or self.prefill else f"{ASKED} It begins with this line, which go on from:\n{begun}"
        # Some templates know no part of the system, so it is all in the user's.
        messages: list[Message] = [{"role": "user", "content": f"{self.header}{INSTRUCTION}\n\n{script}\n{asked}"}]
        if begun.strip() and self.prefill:
            # Templates take away the blanks at a message's end, so they are taken for a part of the answer (see ``models.chat``).
            messages.append({"role": "assistant", "content": begun.rstrip()})
        return tuple(messages)


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
    """What a model answered.

    ``score`` is how likely the model finds it: the mean of its tokens' log-probabilities, where the server was asked for them.
    """

    text: str
    model: str
    stopped: StopReason
    timings: Timings
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """What a model wrote and why it may not be shown, in a sentence for the user."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedCompletion:
    """A candidate and what the check found.

    ``text`` is what may be shown, with repairs applied; it is empty when the verdict is ``rejected``. ``reason`` then says why, in
    a sentence for the user; ``rejections`` are all candidates that were tried and rejected, ``alternatives`` the others that may be
    shown, best first.
    """

    text: str
    verdict: Verdict
    reason: str
    prompt: Prompt
    candidate: Candidate
    faults: tuple[Fault, ...] = ()
    repairs: tuple[Fix, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    alternatives: tuple[CheckedCompletion, ...] = ()
