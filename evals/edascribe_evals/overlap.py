"""Tells which texts stand in others: they share a long run of words, or most of their runs of a few."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from edascribe_codegen import corpus
from edascribe_codegen.catalogue.co_usage import usage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Texts = Iterable[tuple[str, str]]

# A run of so many words is hardly written twice by chance; of a shorter text all its words count, if they are some.
RUN = 10
LEAST = 6
# Of a longer text's runs of four words so many in one other text mean that it is that one, changed a little.
NEAR_RUN = 4
NEAR = 0.6
TOOLS = ("klayout", "openroad", "opensta", "tcl", "yosys")
_WORD = re.compile(r"\w+|[^\w\s]")
# What everybody writes says nothing of where it comes from: loops over lines, how a layer is collected, the parts of patterns.
_EVERYBODYS = re.compile(
    r"while \{\[gets \$\w+ line\] >= 0\}|foreach \w+ \[get_\w+ \*\]|for \w+ in \w+\.each\w*\(\):"
    r"|import klayout\.db as \w+|\w+ = \w+\.Layout\(\)|\w+\.Region\(\w+\.begin_shapes_rec\(\w+\.layer\("
    r"|\.area\(\) \* \w+\.dbu \*\* 2"
    r"|\.each\(\w+\.Shapes\.STexts\)|lsort -stride 2 -index 1 -integer -decreasing"
    r"|\(?-?\??\[\\d\.\]\+\)?|\(?\\[sSwWd][*+]\)?|\\?\((?:\?:)?MET\|VIOLATED\\?\)|([-=*#])\1{3,}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """A text that is measured on and one that was learnt from, by their names, and what they share."""

    measured: str
    learnt: str
    shared: str


def overlaps(measured: Texts, learnt: Texts) -> list[Overlap]:
    """Every measured text that shares a run of words with a learnt one, or is nearly the same, once with the first such."""
    long: dict[tuple[str, ...], str] = {}
    near: dict[tuple[str, ...], list[str]] = defaultdict(list)
    wanted = {name: words(text) for name, text in measured}
    of_interest = {run for each in wanted.values() for size in (len_of_run(each), NEAR_RUN) for run in runs(each, size)}
    sizes = {len_of_run(each) for each in wanted.values()}
    for name, text in learnt:
        each = words(text)
        for size in sizes:
            for run in runs(each, size):
                if run in of_interest:
                    long.setdefault(run, name)
        for run in set(runs(each, NEAR_RUN)) & of_interest:
            # Texts of one name come one after the other, and count once together.
            if near[run][-1:] != [name]:
                near[run].append(name)
    found = []
    for name, each in wanted.items():
        same = next((run for run in runs(each, len_of_run(each)) if run in long), None)
        if same is not None:
            found.append(Overlap(measured=name, learnt=long[same], shared=" ".join(same)))
            continue
        counts: dict[str, int] = defaultdict(int)
        mine = set(runs(each, NEAR_RUN))
        for run in mine:
            for other in near[run]:
                counts[other] += 1
        nearest = max(counts, key=lambda other: counts[other], default="")
        if nearest and len(each) >= RUN and counts[nearest] >= NEAR * len(mine):
            found.append(
                Overlap(measured=name, learnt=nearest, shared=f"{counts[nearest]} of {len(mine)} runs of {NEAR_RUN} words")
            )
    return found


def finder(measured: Texts) -> Callable[[str], str]:
    """A function that names the first measured text that stands in a text, as `overlaps` has it, or nothing where none does."""
    wanted = {name: words(text) for name, text in measured}
    long = {run: name for name, each in wanted.items() for run in runs(each, len_of_run(each))}
    sizes = sorted({len(run) for run in long})
    near: dict[tuple[str, ...], list[str]] = defaultdict(list)
    enough: dict[str, float] = {}
    for name, each in wanted.items():
        if len(each) >= RUN:
            mine = set(runs(each, NEAR_RUN))
            enough[name] = NEAR * len(mine)
            for run in mine:
                near[run].append(name)

    def find(text: str) -> str:
        each = words(text)
        for size in sizes:
            for run in runs(each, size):
                if run in long:
                    return long[run]
        counts: dict[str, int] = defaultdict(int)
        for run in set(runs(each, NEAR_RUN)):
            for name in near.get(run, ()):
                counts[name] += 1
        return next((name for name, count in counts.items() if count >= enough[name]), "")

    return find


def words(text: str) -> tuple[str, ...]:
    """The words and signs of a text, in small letters, without quotes and braces, which mean the same in many places."""
    return tuple(word for word in _WORD.findall(_EVERYBODYS.sub(" ", text).casefold()) if word not in "{}\"'")


def runs(each: tuple[str, ...], size: int) -> Iterator[tuple[str, ...]]:
    """All runs of so many words."""
    return (each[start : start + size] for start in range(len(each) - size + 1))


def len_of_run(each: tuple[str, ...]) -> int:
    """How long a run of a text must be to tell it from others."""
    return max(LEAST, min(RUN, len(each)))


def shipped() -> Texts:
    """What prompts show and retrieval has learnt: examples, phrases, summaries, tasks in words."""
    for tool in TOOLS:
        knowledge = files("edascribe_codegen.catalogue").joinpath("knowledge", f"{tool}.json")
        for name, entry in json.loads(knowledge.read_text("utf-8")).items():
            for text in (entry.get("summary", ""), entry.get("example", ""), *entry.get("words", ())):
                yield f"knowledge of {tool}, {name}", text
        for number, task in enumerate(usage(tool).tasks, 1):
            yield f"usage of {tool}, task {number}", task.words


def training_scripts() -> Texts:
    """The scripts that may be learnt from. Raises CorpusError."""
    for script in corpus.training():
        yield f"{script.repository}/{script.path}", script.text
