"""The words of tasks, names and phrases in a common form, by which entries are found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_STOP_WORDS = """
a an the of to in on at by for with from into as is are be it its this that these those and or not all each every any my me i we you
your do does did how what which when where there then so if but than them they their has have had will would can should please
"""
_STOP = frozenset(_STOP_WORDS.split())


def stems(text: str) -> Iterator[str]:
    """The words of a text in a common form: lower case, names split, plural and verb endings taken off."""
    for word in re.findall(r"[a-z]+|\d+", text.lower()):
        if word not in _STOP:
            yield _stem(word)


def apart(name: str) -> str:
    """``LayoutView`` and ``getITermCount`` in words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)


def grams(text: str) -> Iterator[str]:
    """The runs of four letters in each word: ``legalise`` and ``legalize``, ``floorplan`` and ``plan`` have some in common."""
    for word in re.findall(r"[a-z]{3,}", text.lower()):
        if word in _STOP:
            continue
        whole = f"<{word}>"
        for start in range(len(whole) - 3):
            yield whole[start : start + 4]


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    for ending, shortest in (("ies", 3), ("ing", 4), ("ed", 4), ("es", 4), ("s", 3)):
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= shortest - 1:
            stem = word.removesuffix(ending)
            if ending == "ies":
                return stem + "y"
            return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in "bdgmnprt" else stem.removesuffix("e")
    return word.removesuffix("e") if len(word) > 4 else word
