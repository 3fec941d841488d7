"""Finds texts that are nearly the same as one before them: MinHash over runs of words, with locality-sensitive hashing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datasketch import MinHash, MinHashLSH

if TYPE_CHECKING:
    from collections.abc import Callable

# Texts whose sets of runs are that similar (Jaccard) count as one.
SIMILAR = 0.8
_RUN, _PERMUTATIONS, _SEED = 5, 64, 1
_WORD = re.compile(r"\w+|[^\w\s]")


def near_duplicates() -> Callable[[str], bool]:
    """A function that says of each text, asked one after the other, whether one that is nearly the same was asked before."""
    index = MinHashLSH(threshold=SIMILAR, num_perm=_PERMUTATIONS)
    count = 0

    def is_known(text: str) -> bool:
        nonlocal count
        words = _WORD.findall(text.casefold())
        hashed = MinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        hashed.update_batch([" ".join(words[at : at + _RUN]).encode() for at in range(max(1, len(words) - _RUN + 1))])
        if index.query(hashed):
            return True
        index.insert(count, hashed)
        count += 1
        return False

    return is_known
