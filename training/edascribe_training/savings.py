"""How many tokens domain tokens save: on what is held out of training, and on plain English and Python, where none may be lost.

The plain texts are those of the running Python: its language reference as `pydoc` has it, and its library.
"""

from __future__ import annotations

import sysconfig
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from edascribe_training.rows import read_pairs, read_texts
from edascribe_training.tokenizer import count, with_tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """What a kind of text costs in tokens, before and after."""

    texts: str
    before: int
    after: int

    @property
    def share(self) -> float:
        """The share of the tokens that is saved."""
        return 1 - self.after / self.before if self.before else 0.0


def measure(data: Path, base: Tokenizer, tokens: Sequence[str]) -> list[Saving]:
    """Savings by kind of text. Raises TrainingError where the held-out data is missing."""
    extended = with_tokens(base, tokens)
    return [
        Saving(texts=kind, before=count(base, texts), after=count(extended, texts))
        for kind, texts in (*_held_out(data), *_plain())
        if texts
    ]


def _held_out(data: Path) -> Iterator[tuple[str, list[str]]]:
    texts, pairs = list(read_texts(data, "held-out")), list(read_pairs(data, "held-out"))
    for language in ("tcl", "python"):
        name = {"tcl": "Tcl", "python": "Python"}[language]
        yield f"held-out EDA {name}", [row.text for row in texts if row.language == language and row.tool]
        yield f"prompts, {name}", [row.prompt for row in pairs if row.language == language]
        yield f"answers, {name}", [row.answer for row in pairs if row.language == language]


def _plain() -> Iterator[tuple[str, list[str]]]:
    library = Path(sysconfig.get_paths()["stdlib"])
    yield "plain English", [(library / "pydoc_data" / "topics.py").read_text()]
    yield "plain Python", [path.read_text() for path in sorted(library.glob("*.py"))]
