"""The story of the data: episodes part by part, real scripts and documents, then all of it is split, cleaned and written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from edascribe_training.data.card import write_card
from edascribe_training.data.collecting import collected
from edascribe_training.data.decontaminating import overlap_of, without_overlap
from edascribe_training.data.draft import TOOLS, Tool
from edascribe_training.data.duplicates import near_duplicates
from edascribe_training.data.episodes import Made, make_episode
from edascribe_training.data.rendering import digest
from edascribe_training.rows import write_pairs, write_texts

if TYPE_CHECKING:
    from edascribe_training.rows import PairRow, Split, TextRow

SEED = 0
# Episodes of each tool that give more than 30,000 pairs, and how many of them are made and kept at a time.
EPISODES: Mapping[Tool, int] = {"opensta": 700, "yosys": 600, "klayout": 700, "tcl": 600}
PART = 20
# One part of so many is held out, with the designs that are drawn in it.
_HELD_OUT = 20

Progress = Callable[[str, int, int], None]


def build(
    output: Path,
    *,
    episodes: Mapping[Tool, int] = EPISODES,
    seed: int = SEED,
    real: bool = True,
    progress: Progress | None = None,
) -> Path:
    """Makes all files of the data in a folder and returns the card's path. What was made before by the same code is not made again.

    With ``real`` there are real scripts and documents beside what is drawn. ``progress`` is told what is made, how much of it is
    done, and how much there is in all. The same seed and code give the same bytes, as long as no run was ended for its time.

    Raises:
        SandboxError: the sandbox cannot be used here.
    """
    folder = output / "parts" / f"{seed}-{_code_digest()}"
    folder.mkdir(parents=True, exist_ok=True)
    made: dict[Split, Made] = {"train": Made(), "held-out": Made()}
    plan = [(tool, number) for tool in TOOLS for number in range(-(-episodes.get(tool, 0) // PART))]
    for done, (tool, number) in enumerate(plan):
        if progress:
            progress(f"episodes of {tool}", done, len(plan))
        count = min(PART, episodes[tool] - number * PART)
        _add(made["held-out" if number % _HELD_OUT == _HELD_OUT - 1 else "train"], _part(folder, tool, number, count, seed))
    if real:
        if progress:
            progress("real scripts and documents", len(plan), len(plan))
        for split, more in collected().items():
            _add(made[split], more)
    found_pairs, found_texts = near_duplicates(), near_duplicates()
    seen: set[str] = set()
    for split in ("held-out", "train"):
        each = made[split]
        each.pairs = list(_clean_pairs(each, seen, found_pairs))
        each.texts = list(_clean_texts(each, found_texts, measured=split == "held-out"))
        write_pairs(output, split, each.pairs)
        write_texts(output, split, each.texts)
    return write_card(output, made, seed=seed, code=folder.name)


def _part(folder: Path, tool: Tool, number: int, count: int, seed: int) -> Made:
    """A part: from its file, or made and kept in it."""
    path = folder / f"{tool}-{number:04}-{count}.json"
    if path.is_file():
        return msgspec.json.decode(path.read_bytes(), type=Made)
    made = Made()
    for episode in range(count):
        make_episode(tool, f"{seed} {tool} {number} {episode}", made)
    partial = path.with_suffix(".partial")
    partial.write_bytes(msgspec.json.encode(made))
    partial.replace(path)
    return made


def _add(made: Made, more: Made) -> None:
    made.pairs += more.pairs
    made.texts += more.texts
    for why, count in more.dropped.items():
        made.dropped[why] = made.dropped.get(why, 0) + count


def _clean_pairs(made: Made, seen: set[str], found: Callable[[str], bool]) -> Iterable[PairRow]:
    """The pairs without those that were there before, or hold what is measured on. Real ones may not even be nearly the same."""
    for pair in made.pairs:
        plain = digest(pair.kind, re.sub(r"\W+", " ", pair.task.casefold()), pair.answer, "" if pair.task else pair.prompt)
        if plain in seen or (pair.kind == "real" and found(pair.prompt + pair.answer)):
            made.drop(f"{pair.tool}: the same again")
        elif overlap_of(pair):
            made.drop(f"{pair.tool}: it is measured on")
        else:
            seen.add(plain)
            yield pair


def _clean_texts(made: Made, found: Callable[[str], bool], *, measured: bool) -> Iterable[TextRow]:
    """The texts without near duplicates, and, where they are learnt from, without what is measured on."""
    for each in made.texts:
        row, text = each, each.text if measured else without_overlap(each.text)
        if not text.strip():
            made.drop("texts: it is measured on")
        elif found(text):
            made.drop("texts: nearly the same again")
        else:
            row = row if text == row.text else msgspec.structs.replace(row, text=text, hash=digest(text))
            if measured or not overlap_of(row):
                yield row
            else:
                made.drop("texts: it is measured on")


def _code_digest() -> str:
    """What the code that makes parts is known by: parts of other code are not taken for its own."""
    hashed = hashlib.sha256()
    package = files("edascribe_training.data")
    for folder in (package, package.joinpath("families")):
        for path in sorted(folder.iterdir(), key=lambda each: each.name):
            if path.name.endswith((".py", ".tcl")) and path.name not in (
                "building.py",
                "card.py",
                "collecting.py",
                "decontaminating.py",
                "duplicates.py",
            ):
                hashed.update(path.name.encode() + path.read_bytes())
    return hashed.hexdigest()[:12]
