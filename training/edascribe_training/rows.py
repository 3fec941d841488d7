"""The files between data and training: one row a line of JSON, train and held-out apart.

`edascribe-training data` writes them; the tokenizer, pretraining and fine-tuning read them. A row says where it comes from, so that
licences and overlaps can be told of any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

Split = Literal["train", "held-out"]
Language = Literal["tcl", "python", "text"]
Row = TypeVar("Row", bound=msgspec.Struct)


class TrainingError(Exception):
    """Something that the user can mend; the message says how."""


class TextRow(msgspec.Struct, frozen=True, kw_only=True):
    """A text to be pretrained on, as a whole. ``tool`` is empty for general text; ``hash`` is the SHA-256 of the text."""

    text: str
    language: Language
    tool: str
    source: str
    licence: str
    hash: str


class PairRow(msgspec.Struct, frozen=True, kw_only=True):
    """A prompt exactly as the served model gets it, and the answer that it should write.

    ``kind`` is how the pair was made, ``level`` how hard it is, ``task`` the words that were asked with.
    """

    tool: str
    language: Language
    kind: str
    level: str
    task: str
    prompt: str
    answer: str
    source: str
    licence: str
    hash: str


def write_texts(folder: Path, split: Split, rows: Iterable[TextRow]) -> Path:
    """Writes the texts of a split and returns the file's path."""
    return _write(folder / f"text-{split}.jsonl", rows)


def write_pairs(folder: Path, split: Split, rows: Iterable[PairRow]) -> Path:
    """Writes the pairs of a split and returns the file's path."""
    return _write(folder / f"pairs-{split}.jsonl", rows)


def read_texts(folder: Path, split: Split) -> Iterator[TextRow]:
    """The texts of a split. Raises TrainingError where the file is missing or a line is no such row."""
    return _read(folder / f"text-{split}.jsonl", TextRow)


def read_pairs(folder: Path, split: Split) -> Iterator[PairRow]:
    """The pairs of a split. Raises TrainingError where the file is missing or a line is no such row."""
    return _read(folder / f"pairs-{split}.jsonl", PairRow)


def _write(path: Path, rows: Iterable[msgspec.Struct]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    encoder = msgspec.json.Encoder()
    with partial.open("wb") as lines:
        lines.writelines(encoder.encode(row) + b"\n" for row in rows)
    return partial.replace(path)


def _read(path: Path, kind: type[Row]) -> Iterator[Row]:
    if not path.is_file():
        raise TrainingError(f"There is no {path}. `edascribe-training data --output {path.parent}` makes it.")
    decoder = msgspec.json.Decoder(kind)
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield decoder.decode(line)
            except msgspec.DecodeError as error:
                raise TrainingError(f"{path}:{number}: {error}. Make the file anew with `edascribe-training data`.") from error
