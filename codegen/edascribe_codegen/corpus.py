"""The public scripts that are learnt from and measured on, held apart by repository.

This is the one place that says which is which. Whatever is learnt (counts of usage, a model's training) reads `training`; what is
measured on scripts that nothing was learnt from reads `held_out`. `edascribe-evals contamination` tells whether they are apart.
It is here since evaluation and training do not know each other; an installed package has no scripts, and says so.
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path

import msgspec

FILE = Path(__file__).resolve().parents[2].parent / "shared" / "corpora" / "eda-scripts.jsonl.gz"
# Two whole flows, which hold scripts for every tool. What is left are the tools' own repositories.
HELD_OUT = frozenset({"The-OpenROAD-Project/OpenROAD-flow-scripts", "librelane/librelane"})


class CorpusError(Exception):
    """The scripts are not there; the message says where they were looked for."""


class Script(msgspec.Struct, frozen=True, kw_only=True, rename={"repository": "repo"}):
    """One public script."""

    repository: str
    path: str
    licence: str
    text: str


@lru_cache(maxsize=1)
def scripts() -> tuple[Script, ...]:
    """All scripts.

    Raises:
        CorpusError: they are not beside the repository.
    """
    if not FILE.is_file():
        raise CorpusError(f"The public scripts are not beside the repository: there is no {FILE}. The product does not need them.")
    decoder = msgspec.json.Decoder(Script)
    with gzip.open(FILE, "rb") as lines:
        return tuple(map(decoder.decode, lines))


def training() -> tuple[Script, ...]:
    """The scripts that may be learnt from. Raises CorpusError."""
    return tuple(script for script in scripts() if script.repository not in HELD_OUT)


def held_out() -> tuple[Script, ...]:
    """The scripts that nothing may be learnt from. Raises CorpusError."""
    return tuple(script for script in scripts() if script.repository in HELD_OUT)
