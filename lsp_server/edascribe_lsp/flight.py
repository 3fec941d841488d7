"""A completion under way: what was asked, and how much of the answer has been written."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from edascribe_codegen.due import closers
from edascribe_codegen.types import EditorContext


@dataclass(slots=True, kw_only=True)
class Flight:
    """One request to the model, which goes on as long as what the user types meanwhile may still become its answer.

    ``ahead`` says that the user has not come to its place yet: it was asked for what follows a suggestion that was accepted.
    ``paused`` are the seconds that were waited for a pause in typing before.
    """

    context: EditorContext
    ahead: bool = False
    paused: float = 0.0
    written: str = ""
    typed: str = ""
    waiting: int = 0
    task: asyncio.Task[None] = field(init=False)

    def serves(self, context: EditorContext) -> bool:
        """Whether its answer may serve at another cursor; what was typed up to there is what the answer is held to from then on."""
        typed = self._typed(context.before, context.after)
        same = (self.context.language, self.context.tool, self.context.version) == (context.language, context.tool, context.version)
        if not same or typed is None or not self._agrees(typed):
            return False
        self.typed = typed
        return True

    def follows(self, text: str) -> bool:
        """Whether its answer may serve in a document with this text, wherever the cursor is; what was typed is held on to, too."""
        start = len(self.context.before)
        end = len(text) - len(self.context.after)
        if not text.endswith(self.context.after):
            return False
        if end < start:
            return self.ahead and self.context.before.startswith(text[:end])
        if not text.startswith(self.context.before):
            return False
        typed = text[start:end]
        # With an opening brace that is typed an editor may have added the closing one.
        typed = typed[: len(typed) - closers(typed[::-1])]
        if self._agrees(typed):
            self.typed = typed
            return True
        return False

    def write(self, text: str) -> bool:
        """Takes the answer so far and says whether it still agrees with what was typed."""
        self.written = text
        return self._agrees(self.typed)

    def _agrees(self, typed: str) -> bool:
        return self.written.startswith(typed) or typed.startswith(self.written)

    def _typed(self, before: str, after: str) -> str | None:
        """What was typed since it was asked; None where something else was changed."""
        if not before.startswith(self.context.before):
            return None
        if after[closers(after) :] != self.context.after[closers(self.context.after) :]:
            return None
        return before[len(self.context.before) :]
