"""Tells whether what is measured on stands in what was learnt from.

Measured on are the tasks that are run (wordings and references), the gaps in real scripts, and the queries of retrieval that are
kept aside. Learnt from, or shown in prompts, are the catalogue's examples and phrases, the tasks in words that teach retrieval,
the scripts that may be learnt from, and any file that is named, such as a model's training data.
"""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from edascribe_evals.infilling import gaps
from edascribe_evals.overlap import Overlap, overlaps, shipped
from edascribe_evals.tasks import ROOT, SUITES, MeasureError, read_tasks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edascribe_evals.overlap import Texts

QUERIES = ROOT.parent / "tests" / "data"


def contamination(training: tuple[Path, ...] = ()) -> dict[str, list[Overlap]]:
    """The overlaps by what was compared. A gap that stands in what is shipped, or may be learnt from, is none in the first place.

    The tools' own scripts do hold lines of tasks, since both use the tools: whoever trains on them leaves out what stands in a
    task, which naming the training files shows.

    Raises:
        CorpusError: the scripts are not there.
        MeasureError: a training file cannot be read.
    """
    named = [text for path in training for text in file_texts(path)]
    return {
        "tasks that are run, and what is shipped": overlaps(tasks(), shipped()),
        "queries of retrieval kept aside, and what is shipped": overlaps(queries(), shipped()),
        "all of these, and the training files": overlaps(chain(tasks(), queries(), gap_lines()), named),
    }


def tasks(suites: Path = SUITES) -> Texts:
    """The tasks that are run: each wording, and each line of the references."""
    for task in read_tasks(suites):
        for number, wording in enumerate(task.wordings):
            yield f"{task.id}, wording {number}", wording
        for number, line in enumerate(task.reference.split("\n"), 1):
            yield f"{task.id}, reference, line {number}", line


def gap_lines() -> Texts:
    """The lines of the gaps in real scripts. Raises CorpusError."""
    for gap in gaps():
        yield gap.id, gap.line


def queries() -> Texts:
    """The queries of retrieval that are kept aside at the time; none in an installed package."""
    for path in sorted(QUERIES.glob("retrieval_queries_held_out*.json")):
        for number, query in enumerate(json.loads(path.read_text("utf-8")), 1):
            yield f"{path.name}, {number}", query["query"]


def file_texts(path: Path) -> Texts:
    """The texts of a training file: all that are in the objects of a .jsonl, one a line, else the whole file.

    Raises:
        MeasureError: it cannot be read.
    """
    try:
        text = path.read_text("utf-8")
        if path.suffix != ".jsonl":
            yield path.name, text
            return
        for number, line in enumerate(text.splitlines(), 1):
            for each in _strings(msgspec.json.decode(line)):
                yield f"{path.name}, line {number}", each
    except (OSError, ValueError) as error:
        raise MeasureError(f"{path}: {error}") from error


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from _strings(each)
        case list():
            for each in value:
                yield from _strings(each)
