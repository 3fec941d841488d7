"""An answer by chat as the code that goes on at the cursor."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace

from edascribe_codegen.models.stream import Chunk
from edascribe_codegen.types import Prompt

_FENCE = re.compile(r"\s*```[\w+-]*[ \t]*\n")
_MAYBE_FENCE = re.compile(r"\s*(?:`{1,2}|```[\w+-]*[ \t]*)?")
_CLOSING = "\n```"


def code_of(chunks: AsyncGenerator[Chunk, None], prompt: Prompt) -> AsyncGenerator[Chunk, None]:
    """An answer by chat without a fence around it and without the beginning of the cursor's line, if the model repeats that.

    A model that completes writes nothing but code: its answer is as it comes.
    """
    return _unwrapped(chunks, prompt) if prompt.chat else chunks


async def _unwrapped(chunks: AsyncGenerator[Chunk, None], prompt: Prompt) -> AsyncGenerator[Chunk, None]:
    # Where the model goes on from the line, templates have taken its last blanks away, which the model then writes anew.
    begun = prompt.begun
    echo = begun[len(begun.rstrip()) :] if prompt.prefill and begun.strip() else begun
    pending, started = "", False
    async with aclosing(chunks):
        async for chunk in chunks:
            pending += chunk.text
            if not started:
                start = _start(pending, echo, whole=chunk.stopped is not None)
                if start is None:
                    continue
                pending, started = pending[start:], True
            end = -2 if pending.startswith("```") else pending.find(_CLOSING)
            if end != -1:
                yield Chunk(text=pending[: max(0, end)], stopped="stop")
                return
            held = 0 if chunk.stopped else _held(pending)
            text, pending = pending[: len(pending) - held], pending[len(pending) - held :]
            if text or chunk.stopped or chunk.prompt_tokens or chunk.logprobs:
                yield replace(chunk, text=text)


def _start(text: str, echo: str, *, whole: bool) -> int | None:
    """Where the code begins that goes on from ``echo``; None where what comes next may tell."""
    fence = _FENCE.match(text)
    if fence is None and not whole and _MAYBE_FENCE.fullmatch(text):
        return None
    start = fence.end() if fence else 0
    for said in (echo, echo.lstrip()):
        if said and text.startswith(said, start):
            return start + len(said)
    if not whole and echo and any(said.startswith(text[start:]) for said in (echo, echo.lstrip())):
        return None
    return start


def _held(text: str) -> int:
    """How many characters at a text's end may be the beginning of the closing fence."""
    return next((size for size in range(len(_CLOSING) - 1, 0, -1) if text.endswith(_CLOSING[:size])), 0)
