"""What a model is to those who write prompts for it: how much it reads, in its own tokens, and in which form it is asked."""

from __future__ import annotations

import math
import re
import statistics
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from edascribe_codegen.infill import Infill

if TYPE_CHECKING:
    from edascribe_codegen.types import Intent

# Tokens of a prompt that are worth their time on a graphics processor; ghost text has to come at once.
READS: Mapping[Intent, int] = {"ghost_text": 2_048, "generate": 4_096}
# Those that a model has to go by, however long it reads them: on one core some 200 a second.
LEAST_READS: Mapping[Intent, int] = {"ghost_text": 400, "generate": 900}
ONE_CORE = 200.0
# Seconds that reading a whole prompt may take.
_READING: Mapping[Intent, float] = {"ghost_text": 2.0, "generate": 4.5}
# What a server does besides reading counts little with so many tokens.
_TELLING = 128
# A pace that has changed by less is still the same, so that prompts do not change their length, and with it all that is cached.
_SAME_PACE = 1.5
_PACES = 9
# What is kept free for the beginning of the text, a template's own tokens and the seams between parts that are counted apart.
RESERVE = 24
# Where a server does not tell, its context is taken to be this long; in tokens.
UNTOLD = 4_096
# Where it does not tell how many requests it answers at the same time: ghost text does not wait for a script that is being written.
AT_ONCE = 2
# The temperatures of answers to one prompt that are asked for at the same time, of a server that has room for all of them.
SAMPLES = (0.0, 0.6, 0.9)

_KEPT = 4_096
_WANTED = 64
# Letters come three and more to a token, digits and signs one by one at worst, blanks together; other characters by their bytes.
_PIECE = re.compile(r"[A-Za-z]+|[ \t]+|[\n\r]+|[\x00-\x7f]|[^\x00-\x7f]+")


class Ruler:
    """Counts a model's tokens without asking anybody: by its tokenizer, from what was counted before, else by an estimate.

    The estimate is rather too high than too low, and is held to what the server reports of whole prompts. Texts that come again are
    remembered as wanted, and ``learn`` has them counted while nobody waits.
    """

    def __init__(self, encode: Callable[[str], int] | None = None) -> None:
        self._encode = encode
        self._known: dict[str, int] = {}
        self._wanted: dict[str, None] = {}
        self._factor = 1.0

    @property
    def is_curious(self) -> bool:
        """Whether there are texts to be learnt."""
        return bool(self._wanted)

    def count(self, text: str) -> int:
        """The tokens of a text that comes again and again, such as an entry or a block of a file."""
        if not text:
            return 0
        known = self._known.get(text)
        if known is not None:
            return known
        if self._encode is not None:
            return self._put(text, self._encode(text))
        if len(self._wanted) < _WANTED:
            self._wanted[text] = None
        return self.estimate(text)

    def estimate(self, text: str) -> int:
        """The tokens of a text that changes with each keystroke."""
        return self._encode(text) if self._encode else math.ceil(_pieces(text) * self._factor)

    def report(self, text: str, tokens: int) -> None:
        """Takes what a server counted for a whole prompt; in steps, since a prompt that is cut elsewhere is read anew."""
        if len(text) >= 200:
            self._factor = min(1.5, max(0.5, math.ceil(20 * tokens / _pieces(text)) / 20))

    async def learn(self, count: Callable[[str], Awaitable[int]]) -> None:
        """Has the wanted texts counted, one after the other; what ``count`` raises passes."""
        for text in list(self._wanted):
            self._put(text, await count(text))
            self._wanted.pop(text, None)

    def _put(self, text: str, tokens: int) -> int:
        if len(self._known) >= _KEPT:
            self._known.clear()
        self._known[text] = tokens
        return tokens


class Pace:
    """How many tokens of a prompt a server reads in a second, by what was measured; None where nothing is known."""

    def __init__(self, per_second: float | None = None) -> None:
        self.per_second = per_second
        self._measured: deque[float] = deque(maxlen=_PACES)

    def report(self, tokens: int, seconds: float) -> None:
        """Takes how long a server read tokens of which it had nothing in its cache, all that it did besides included."""
        if seconds <= 0:
            return
        pace = tokens / seconds
        # Few tokens tell no more than that it is at least so fast.
        if tokens < _TELLING and (self.per_second is None or pace <= self.per_second):
            return
        self._measured.append(pace)
        pace = statistics.median(self._measured)
        if self.per_second is None or not 1 / _SAME_PACE < pace / self.per_second < _SAME_PACE:
            self.per_second = pace

    def reads(self, intent: Intent) -> float:
        """The tokens of a prompt that are worth their time; any number where the pace is not known."""
        return math.inf if self.per_second is None else max(LEAST_READS[intent], self.per_second * _READING[intent])


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A model as the prompt has to know it.

    ``context_tokens`` is what a prompt and its answer may have together, ``input_tokens`` the prompt alone, where the server says
    so; ``reads`` how long a prompt is worth its time at most, and the ``pace`` of the server how long it is. A model that can fill
    in has ``infill``. One that is asked by ``chat`` goes on from a line begun where ``prefill``; else it is told the line. With
    ``steps`` an answer is asked for in steps, since the server takes no grammar but of a single name or call (``lookup``).
    ``at_once`` requests are answered as quickly as one.
    """

    context_tokens: int | None = None
    input_tokens: int | None = None
    reads: Mapping[Intent, int] = field(default_factory=lambda: READS)
    infill: Infill | None = None
    chat: bool = False
    prefill: bool = False
    steps: bool = False
    at_once: int = AT_ONCE
    ruler: Ruler = field(default_factory=Ruler, compare=False)
    pace: Pace = field(default_factory=Pace, compare=False)

    def budget(self, intent: Intent, answer: int) -> int:
        """The tokens that a prompt may have where the answer may have ``answer``; never less than what any model reads."""
        reads = min(self.reads[intent], self.pace.reads(intent))
        return max(64, min(int(reads) - RESERVE, self.longest(answer)))

    @property
    def answers_several(self) -> bool:
        """Whether several answers to a prompt may be asked for at the same time."""
        return self.at_once >= len(SAMPLES)

    def longest(self, answer: int) -> int:
        """The tokens of the longest prompt that the model takes, whatever time that takes."""
        room = (self.context_tokens or UNTOLD) - answer
        return min(room, self.input_tokens or room) - RESERVE


def _pieces(text: str) -> int:
    count = 0
    for piece in _PIECE.findall(text):
        if piece[0] > "\x7f":
            count += len(piece.encode())
        elif piece[0].isalpha():
            count += math.ceil(len(piece) / 3)
        else:
            count += math.ceil(len(piece) / 8)
    return count
