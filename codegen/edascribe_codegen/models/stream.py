"""What a model is: it streams an answer to a prompt. And how a candidate is made of the stream."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Protocol

from edascribe_codegen.models.errors import ModelError, explain, is_busy
from edascribe_codegen.models.settings import ModelSettings
from edascribe_codegen.profile import Profile
from edascribe_codegen.types import Candidate, Prompt, StopReason, Timings

# Seconds before a busy server is asked again.
BUSY_PAUSES = (0.2, 0.6)

Description = dict[str, str | int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A piece of an answer.

    The last one says why the answer ended (``stopped``) and what the server counted; ``cached_tokens`` are the prompt's tokens that
    it did not have to read again, ``prompt_seconds`` and ``completion_seconds`` its own times where it tells them (llama.cpp does).
    ``logprobs`` are the log-probabilities of the piece's tokens where the prompt asks for them.
    """

    text: str = ""
    stopped: StopReason | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    cached_tokens: int | None = None
    prompt_seconds: float | None = None
    completion_seconds: float | None = None
    logprobs: tuple[float, ...] = ()


class Model(Protocol):
    """A model that can be asked; all its methods raise nothing but ``ModelError``."""

    @property
    def name(self) -> str:
        """The model's name, as a candidate carries it."""

    @property
    def profile(self) -> Profile:
        """What a prompt has to know of it."""

    def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk, None]:
        """The answer piece by piece; the last piece has ``stopped`` set. Closing the generator ends the request on the server."""

    async def describe(self) -> Description:
        """Asks the server what it is: its kind, address, model and context length in tokens where it tells."""

    async def close(self) -> None:
        """Lets go of connections."""


async def generate(
    model: Model, prompt: Prompt, *, stop_when: Callable[[str], int | None] | None = None, deadline: float | None = None
) -> Candidate:
    """Asks a model and returns its answer.

    ``stop_when`` sees the text so far after every piece and returns how many characters of it to keep when the answer is complete,
    or None to go on. From the ``deadline`` on, a time of the event loop's clock, the whole lines so far are the answer as soon as
    there is one. An answer that is ended by these, and a task that is cancelled, end the request on the server too.

    Raises:
        ModelError: the model could not be asked or broke off.
    """
    start = time.perf_counter()
    first = 0.0
    text = ""
    last = counts = Chunk()
    pieces = 0
    # With where in the text the token's piece began, since what is cut off counts no more.
    logprobs: list[tuple[int, float]] = []
    async with aclosing(model.stream(prompt)) as chunks:
        while not last.stopped:
            try:
                async with asyncio.timeout_at(deadline if _whole_lines(text) else None):
                    chunk = await anext(chunks)
            except StopAsyncIteration:
                break
            except TimeoutError:
                text, last = _whole_lines(text), Chunk(stopped="rule")
                break
            last = chunk
            if chunk.prompt_tokens is not None:
                counts = chunk
            logprobs += [(len(text), logprob) for logprob in chunk.logprobs]
            if not chunk.text:
                continue
            first = first or time.perf_counter() - start
            text += chunk.text
            pieces += 1
            keep = stop_when(text) if stop_when else None
            if keep is not None:
                text, last = text[:keep], Chunk(stopped="rule")
    total = time.perf_counter() - start
    kept = [logprob for at, logprob in logprobs if at < len(text)]
    return Candidate(
        text=text,
        model=model.name,
        stopped=last.stopped or "stop",
        timings=Timings(
            first_token=first or total,
            total=total,
            prompt_tokens=counts.prompt_tokens,
            cached_tokens=counts.cached_tokens,
            # A piece is a token, nearly always, where the answer was ended before the server counted.
            completion_tokens=last.completion_tokens or pieces,
        ),
        score=statistics.fmean(kept) if kept else None,
    )


def _whole_lines(text: str) -> str:
    """The lines of a text that are whole; nothing where none of them says anything."""
    lines = text[: text.rfind("\n") + 1]
    return lines if lines.strip() else ""


async def persistent(ask: Callable[[], AsyncGenerator[Chunk, None]]) -> AsyncGenerator[Chunk, None]:
    """The chunks of a server that is asked again, a little later each time, when it is too busy to begin.

    Nothing else is tried again: what failed in another way would fail again, or has cost the server its work already.
    """
    for pause in (*BUSY_PAUSES, None):
        begun = False
        try:
            async with aclosing(ask()) as chunks:
                async for chunk in chunks:
                    begun = True
                    yield chunk
            return
        except ModelError as error:
            if begun or pause is None or not is_busy(error):
                raise
        # All who were refused at the same time must not come back at the same time.
        await asyncio.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311


async def bounded(
    chunks: AsyncGenerator[Chunk, None], prompt: Prompt, settings: ModelSettings, foreign: tuple[type[Exception], ...]
) -> AsyncGenerator[Chunk, None]:
    """The chunks of a server, held to the settings' times and the prompt's ``max_tokens``, with ``foreign`` exceptions explained.

    A piece holds at least one token, so more pieces than ``max_tokens`` come from a server that does not stop by itself.
    """
    clock = asyncio.get_running_loop().time
    deadline = clock() + settings.total_timeout
    pieces = 0
    async with aclosing(chunks):
        while True:
            try:
                async with asyncio.timeout_at(min(clock() + settings.event_timeout, deadline)):
                    chunk = await anext(chunks)
            except StopAsyncIteration:
                raise ModelError(
                    f"{settings.server} ended its answer too early. Try again; if it stays, the server's log says why."
                ) from None
            except foreign as error:
                raise explain(error, server=settings.server, key=settings.key) from error
            pieces += bool(chunk.text)
            if pieces > prompt.max_tokens and not chunk.stopped:
                yield Chunk(stopped="length", completion_tokens=prompt.max_tokens)
                return
            yield chunk
            if chunk.stopped:
                return
