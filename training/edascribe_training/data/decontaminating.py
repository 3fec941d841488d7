"""Finds what is measured on in what is learnt, so that it is dropped: tasks, gaps in real scripts, queries kept aside."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from edascribe_codegen.corpus import FILE
from edascribe_evals.contamination import gap_lines, queries, tasks
from edascribe_evals.overlap import finder

if TYPE_CHECKING:
    from collections.abc import Callable

    from edascribe_training.rows import PairRow, TextRow


@lru_cache(maxsize=1)
def measured() -> Callable[[str], str]:
    """Tells the name of a text that is measured on and stands in a text, else nothing. Without the scripts there are no gaps."""
    return finder(chain(tasks(), queries(), gap_lines() if FILE.is_file() else ()))


def overlap_of(row: PairRow | TextRow) -> str:
    """What of a row is measured on, by its name; nothing where all is its own. All that it says counts together."""
    return measured()("\n".join(msgspec.structs.astuple(row)))


def without_overlap(text: str) -> str:
    """A text without its paragraphs that are measured on; nothing where what is left is still."""
    find = measured()
    if not find(text):
        return text
    kept = "\n\n".join(part for part in text.split("\n\n") if not find(part))
    return "" if find(kept) else kept
