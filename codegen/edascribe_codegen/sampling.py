"""How many answers a model is asked for, which of them at the same time, and which of those that are sound goes first."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable, Iterable, Sequence

from rapidfuzz.distance import Levenshtein

from edascribe_codegen.models import ModelError
from edascribe_codegen.profile import SAMPLES, Profile
from edascribe_codegen.types import CheckedCompletion, Intent, Prompt, Tries

Ask = Callable[[Prompt, Callable[[str], None] | None], Awaitable[CheckedCompletion]]

# The likeliest answer first; where it is rejected, a script is worth two more, the first with the faults in the prompt, ghost text
# only one before it comes too late.
_IN_TURN = {"ghost_text": (0.0, 0.6), "generate": (0.0, 0.0, 0.9)}
# Where the user has seen the likeliest answer and wants another one, it is sought farther and farther from it.
_ANOTHER = (0.7, 0.9, 1.1)
# Answers that differ in less than one word of so many are one and the same.
_WORDS = 20


def rounds(intent: Intent, tries: Tries, profile: Profile, *, another: bool = False) -> tuple[tuple[float, ...], ...]:
    """The temperatures of the answers to ask for, those of a round at the same time; a round is due where none before was sound.

    ``another`` says that the user has seen the likeliest answer.
    """
    if another:
        return tuple((temperature,) for temperature in _ANOTHER)
    if tries == "one":
        return ((0.0,),)
    if tries == "in turn" or not profile.answers_several:
        return tuple((temperature,) for temperature in _IN_TURN[intent])
    return (SAMPLES, (0.0,)) if intent == "generate" else (SAMPLES,)


async def asked_at_once(
    prompts: Sequence[Prompt], ask: Ask, follow: Callable[[str], None] | None = None
) -> tuple[CheckedCompletion, ...]:
    """The answers to prompts that differ in how they are sampled, in their order, without those that failed.

    The others are asked for when the first one's answer begins: by then the server has the prompt in its cache, and reads it once.
    ``follow`` is told the text of the first one.

    Raises:
        ModelError: none was answered.
    """
    loop = asyncio.get_running_loop()
    begun: asyncio.Future[bool] = loop.create_future()

    def told(text: str) -> None:
        if not begun.done():
            begun.set_result(True)
        if follow is not None:
            follow(text)

    async def first() -> CheckedCompletion:
        try:
            return await ask(prompts[0], told)
        finally:
            if not begun.done():
                begun.set_result(False)

    async def other(prompt: Prompt) -> CheckedCompletion | None:
        return await ask(prompt, None) if await begun else None

    results = await asyncio.gather(first(), *map(other, prompts[1:]), return_exceptions=True)
    answers = tuple(result for result in results if isinstance(result, CheckedCompletion))
    for result in results:
        if isinstance(result, BaseException) and not (isinstance(result, ModelError) and answers):
            raise result
    return answers


def ranked(completions: Iterable[CheckedCompletion]) -> tuple[CheckedCompletion, ...]:
    """Those that may be shown, best first, each once: what needed no repair before what did, then by the model's own score."""
    sound = [each for each in completions if each.verdict != "rejected"]
    sound.sort(key=lambda each: (each.verdict != "accepted", -_score(each)))
    kept: list[CheckedCompletion] = []
    for each in sound:
        if not any(is_same(each.text, other.text) for other in kept):
            kept.append(each)
    return tuple(kept)


def _score(completion: CheckedCompletion) -> float:
    """The model's score; where none is known, completions stay in the order in which they were asked for."""
    return -math.inf if completion.candidate.score is None else completion.candidate.score


def is_same(text: str, other: str) -> bool:
    """Whether two answers differ in blanks and comments alone, or hardly more."""
    words, others = _words(text), _words(other)
    return Levenshtein.distance(words, others) * _WORDS < max(len(words), len(others), 1)


def _words(text: str) -> list[str]:
    return [word for line in text.splitlines() if not line.lstrip().startswith("#") for word in line.split()]
