"""Which domain tokens pay: the strings of commands, options, methods and their parts that save most tokens in training texts.

A token stands for a whole word or for parts of one that meet at an underscore or a change of characters (`set_false_path`,
` [get_clocks`, `_name`), with up to three signs before it. Words alone and digits stay as the base splits them: plain English reads
as before, and numbers are copied digit by digit.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tokenizers import Tokenizer

from edascribe_training.rows import read_pairs, read_texts
from edascribe_training.tokenizer import with_tokens

# What stands in the lines of a catalogue, else a word with the signs around it.
_UNIT = re.compile(r" ?\[-\w+(?: \w+)?\]| ?[^\w\s]{0,3}[A-Za-z_][\w:]*[^\w\s]{0,2}")
_WORD = r"[A-Za-z](?:[A-Za-z_:]*[A-Za-z])?"
_TOKEN = re.compile(rf" ?\[-{_WORD}(?: {_WORD})?\]| ?[^\w\s]{{0,3}}_*{_WORD}[^\w\s]{{0,2}}")
_LONGEST = 40
# Of one text, so that what a single script says a thousand times does not count as a thousand.
_OF_A_TEXT = 4
_TEXTS = 3
_ROUNDS = 16


def choose_tokens(base: Tokenizer, texts: Iterable[str], number: int) -> list[str]:
    """At most ``number`` tokens, the most useful first: round by round those that save most over all that were chosen before."""
    counts: Counter[str] = Counter()
    found_in: Counter[str] = Counter()
    for text in texts:
        of_text = Counter(_UNIT.findall(text))
        for unit, count in of_text.items():
            counts[unit] += min(count, _OF_A_TEXT)
            found_in[unit] += 1
    units = sorted(counts)
    chosen = _Chosen()
    while len(chosen.tokens) < number:
        saved = _savings(with_tokens(base, chosen.tokens), units, counts, found_in)
        ranked = sorted(
            ((gain, token) for token, gain in saved.items() if token not in chosen.known), key=lambda each: (-each[0], each[1])
        )
        before = len(chosen.tokens)
        taken: list[str] = []
        for _, token in ranked:
            if len(taken) >= max(1, number // _ROUNDS) or len(chosen.tokens) >= number:
                break
            # What it saves beside a token that holds it, or that it holds, is only known in the next round.
            if not any(token in other or other in token for other in taken) and chosen.fits(token):
                chosen.add(token)
                taken.append(token)
        if len(chosen.tokens) == before:
            break
    return chosen.tokens


def training_texts(data: Path) -> Iterator[str]:
    """The texts that tokens are chosen from: the training split, pairs as they are served. Raises TrainingError."""
    yield from (row.text for row in read_texts(data, "train"))
    yield from (row.prompt + row.answer for row in read_pairs(data, "train"))


def _savings(tokenizer: Tokenizer, units: Sequence[str], counts: Counter[str], found_in: Counter[str]) -> dict[str, int]:
    """How many tokens each candidate would save; candidates are found in several texts."""
    saved: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    for unit, encoding in zip(units, tokenizer.encode_batch(list(units), add_special_tokens=False), strict=True):
        offsets = encoding.offsets
        starts = [number for number, (start, _) in enumerate(offsets) if _is_cut(unit, start)]
        for first in starts:
            for last in range(first + 1, len(offsets)):
                start, end = offsets[first][0], offsets[last][1]
                if end - start > _LONGEST:
                    break
                if _is_cut(unit, end) and _TOKEN.fullmatch(unit, start, end):
                    token = unit[start:end]
                    saved[token] += (last - first) * counts[unit]
                    texts[token] += found_in[unit]
    return {token: gain for token, gain in saved.items() if texts[token] >= _TEXTS and not token.lstrip(" ").isalpha()}


def _is_cut(text: str, place: int) -> bool:
    """Whether a token may begin or end here: not between two letters."""
    return place in (0, len(text)) or not (text[place - 1].isalpha() and text[place].isalpha())


class _Chosen:
    """Tokens that llama.cpp and `tokenizers` take out of a text alike.

    They differ where one token begins inside another, ends behind it and is not shorter: llama.cpp takes the longer one,
    `tokenizers` the first. Two such tokens are not both chosen if any word of the texts holds them so.
    """

    def __init__(self) -> None:
        self.tokens: list[str] = []
        self.known: set[str] = set()
        self._beginning: defaultdict[str, list[str]] = defaultdict(list)
        self._ending: defaultdict[str, list[str]] = defaultdict(list)

    def fits(self, token: str) -> bool:
        """Whether no other token stands in its way."""
        for place in range(1, len(token)):
            head, tail = token[:place], token[place:]
            for other in self._beginning.get(tail, ()) if _is_cut(token, place) else ():
                if len(other) >= len(token):
                    return False
            for other in self._ending.get(head, ()):
                if len(token) >= len(other):
                    return False
        return True

    def add(self, token: str) -> None:
        """Adds one that fits."""
        self.tokens.append(token)
        self.known.add(token)
        for place in range(1, len(token)):
            self._beginning[token[:place]].append(token)
            if _is_cut(token, place):
                self._ending[token[place:]].append(token)
