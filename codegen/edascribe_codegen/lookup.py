"""Look-up while writing: each command is chosen under the names of the tool, then its entry is read, then its call is written.

A statement grows by steps, each one request: a name, then arguments up to the next command within them. What was evaluated for the
steps before stays in the server's prompt cache.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.constrain import next_step
from edascribe_codegen.models import Model, generate
from edascribe_codegen.prompt import with_entry
from edascribe_codegen.types import Candidate, EditorContext, Prompt, Timings

# A script of more steps than these is no answer to one comment.
_MOST_STEPS = 60
_NAME_TOKENS = 24
# What ends the line that a block of commands begins in.
_BLOCK = "{\n"


async def answer(
    model: Model,
    prompt: Prompt,
    context: EditorContext,
    catalogue: Catalogue,
    *,
    stop_when: Callable[[str], int | None],
    deadline: float | None = None,
) -> Candidate:
    """Asks a model for an answer, by steps where the model and the place allow it, else in one request.

    See ``models.generate`` for what the arguments mean and what is raised.
    """
    by_steps = model.profile.steps and not prompt.chat and not context.after.partition("\n")[0].strip()
    if not by_steps or await asyncio.to_thread(next_step, context, catalogue, "") is None:
        return await generate(model, prompt, stop_when=stop_when, deadline=deadline)
    clock = asyncio.get_running_loop().time
    text = ""
    parts: list[Candidate] = []
    left = prompt.max_tokens
    named = False
    for _ in range(_MOST_STEPS):
        if left <= 0 or (deadline is not None and "\n" in text and clock() >= deadline):
            text = text[: text.rfind("\n") + 1] or text
            break
        # A long file takes a while to read, and the event loop has keystrokes to answer meanwhile.
        step = await asyncio.to_thread(next_step, context, catalogue, text, named=named)
        if step is None:
            break
        asked = replace(prompt, cursor=prompt.cursor + text, grammar=step.grammar, max_tokens=left)
        if step.command:
            asked = with_entry(replace(asked, stop=("[",)), step.command, catalogue, model.profile)
        else:
            asked = replace(asked, stop=(" ", "\n", "]"), max_tokens=min(left, _NAME_TOKENS))
        part = await generate(model, asked, stop_when=_behind(text, stop_when), deadline=deadline)
        parts.append(part)
        named = not step.command and part.text != "}"
        left -= part.timings.completion_tokens or 1
        text += part.text
        opened = bool(step.command) and part.text.endswith(_BLOCK)
        if (part.stopped != "stop" and not opened) or (not step.command and not part.text):
            break
        if step.command and not text.endswith("\n"):
            text += "["
        keep = stop_when(text)
        if keep is not None:
            text = text[:keep]
            break
        if text.endswith("\n"):
            text += _indentation(context.before + text)
        elif part.text == "}":
            text = text[:-1].removesuffix("  ") + "}"
    return _joined(text, parts, model)


def _behind(text: str, stop_when: Callable[[str], int | None]) -> Callable[[str], int | None]:
    """The rule for a whole answer as one for what follows its ``text`` so far; a step ends where a block begins."""

    def stop(piece: str) -> int | None:
        keep = stop_when(text + piece)
        if keep is not None:
            return max(0, keep - len(text))
        opened = piece.find(_BLOCK)
        return opened + len(_BLOCK) if opened >= 0 else None

    return stop


def _indentation(text: str) -> str:
    """The blanks that the line after a text's last one begins with; it stands deeper where that one opens a block."""
    above = text[:-1].rpartition("\n")[2]
    return above[: len(above) - len(above.lstrip(" \t"))] + ("  " if above.endswith("{") else "")


def _joined(text: str, parts: list[Candidate], model: Model) -> Candidate:
    """One candidate of all steps; its times and tokens are those of all requests."""
    timings = [part.timings for part in parts]
    scored = [(part.score, part.timings.completion_tokens or 1) for part in parts if part.score is not None]
    return Candidate(
        text=text,
        model=model.name,
        stopped=parts[-1].stopped if parts else "stop",
        timings=Timings(
            first_token=timings[0].first_token if timings else 0.0,
            total=sum(timing.total for timing in timings),
            prompt_tokens=sum(timing.prompt_tokens or 0 for timing in timings),
            cached_tokens=sum(timing.cached_tokens or 0 for timing in timings),
            completion_tokens=sum(timing.completion_tokens or 0 for timing in timings),
        ),
        score=sum(score * tokens for score, tokens in scored) / sum(tokens for _, tokens in scored) if scored else None,
    )
