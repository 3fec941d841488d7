"""What short texts mean, as vectors: nearer ones mean more of the same, also where they have no word in common.

The vector of a text is the sum of its words'. Those were distilled from the embedding model all-MiniLM-L6-v2 (Apache-2.0) by
`codegen/packs/make_word_vectors.py`, so that no model has to be run: a text takes microseconds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from edascribe_codegen.catalogue.words import apart

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


def vectors(texts: Sequence[str]) -> Vectors:
    """One row of length 1 a text, of zeros where none of its words is known; the names in it are taken apart."""
    import numpy as np

    rows, table = _table()
    found = np.zeros((len(texts), table.shape[1]), dtype=np.float32)
    for number, text in enumerate(texts):
        known = [rows[word] for word in re.findall(r"[a-z]+", apart(text).lower()) if word in rows]
        if known:
            found[number] = table[known].sum(axis=0)
    length = np.linalg.norm(found, axis=1, keepdims=True)
    found /= np.where(length > 0, length, 1)
    return found


@lru_cache(maxsize=1)
def _table() -> tuple[Mapping[str, int], Vectors]:
    """The row of each word, and the vectors."""
    import numpy as np

    with files(__package__).joinpath("knowledge", "word_vectors.npz").open("rb") as file, np.load(file) as found:
        words = found["words"].tobytes().decode("ascii").split("\n")
        table = found["vectors"].astype(np.float32) * found["scales"].astype(np.float32)[:, np.newaxis]
    return {word: row for row, word in enumerate(words)}, table
