"""The scripts that are measured on: public EDA scripts in `../shared/corpora`, beside the repository."""

from __future__ import annotations

import gzip
import json
import sys
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).resolve().parents[2].parent / "shared" / "corpora" / "eda-scripts.jsonl.gz"


class Script(NamedTuple):
    """One public script."""

    repository: str
    path: str
    text: str


@lru_cache(maxsize=1)
def scripts() -> tuple[Script, ...]:
    """All scripts; none, with a message, where the corpus is not there."""
    if not FILE.is_file():
        print(f"{FILE.name} is not beside the repository (looked in {FILE.parent}): nothing is measured on it.", file=sys.stderr)
        return ()
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        return tuple(Script(row["repo"], row["path"], row["text"]) for row in map(json.loads, lines))
