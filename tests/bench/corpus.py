"""The scripts that are measured on: the public ones beside the repository, or none, with a message, where they are not there."""

from __future__ import annotations

import sys

from edascribe_codegen import corpus
from edascribe_codegen.corpus import CorpusError, Script


def scripts() -> tuple[Script, ...]:
    """All scripts; none, with a message, where the corpus is not there."""
    try:
        return corpus.scripts()
    except CorpusError as error:
        print(f"{error} Nothing is measured on them.", file=sys.stderr)
        return ()
