"""Counts how the tools' commands are used, and gathers tasks in words; what it writes is committed and shipped.

Run as `python codegen/packs/count_usage.py`, with the corpus of public scripts beside the repository. The scripts that may be
learnt from give counts. The tasks are those of `tasks.txt` and the development queries of the tests: so these are no measure of
retrieval but by folds.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

import msgspec

from edascribe_codegen.catalogue import Catalogue, load
from edascribe_codegen.catalogue.co_usage import Task, Usage
from edascribe_codegen.corpus import training
from edascribe_grammars import parse

ROOT = Path(__file__).resolve().parents[2]
QUERIES = (
    "retrieval_queries.json",
    "retrieval_queries_development.json",
    "retrieval_queries_development_2.json",
    "retrieval_queries_development_3.json",
    "retrieval_queries_development_4.json",
)
USAGE = ROOT / "codegen" / "edascribe_codegen" / "catalogue" / "usage"
VERSIONS = {"klayout": ("",), "openroad": ("",), "opensta": ("", "2.0.17"), "yosys": ("", "0.23")}


def main() -> None:
    """Writes the usage of all tools."""
    tasks = {tool: tuple(_tasks(tool)) for tool in VERSIONS}
    for tool, versions in VERSIONS.items():
        catalogues = [load(tool, version) for version in versions]
        sequences = set(map(tuple, _sequences(tool, catalogues)))
        commands = Counter(name for names in sequences for name in names)
        pairs = Counter(pair for names in sequences for pair in combinations(sorted(names), 2))
        together: dict[str, dict[str, int]] = {}
        for (first, second), count in sorted(pairs.items()):
            if count > 1:
                together.setdefault(first, {})[second] = count
        found = Usage(scripts=len(sequences), commands=dict(sorted(commands.items())), together=together, tasks=tasks[tool])
        USAGE.mkdir(exist_ok=True)
        (USAGE / f"{tool}.json").write_bytes(_encode(found))


def _encode(found: Usage) -> bytes:
    """JSON with one task, and one command's counts, a line, so that a change shows in a difference."""
    together = b",\n".join(
        msgspec.json.encode(name) + b":" + msgspec.json.encode(others) for name, others in sorted(found.together.items())
    )
    tasks = b",\n".join(msgspec.json.encode(task) for task in found.tasks)
    head = msgspec.json.encode({"scripts": found.scripts, "commands": found.commands})
    return head[:-1] + b',\n"together":{\n' + together + b'\n},\n"tasks":[\n' + tasks + b"\n]}\n"


def _tasks(tool: str) -> Iterator[Task]:
    section = ""
    for line in (Path(__file__).parent / "tasks.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line[1:-1]
        elif section == tool and line.strip():
            words, _, commands = line.partition(" | ")
            yield Task(words=words, commands=tuple(commands.split()))
    for name in QUERIES:
        for query in json.loads((ROOT / "tests" / "data" / name).read_text("utf-8")):
            if query["tool"] == tool:
                yield Task(words=query["query"], commands=tuple(name.partition("|")[0] for name in query["wanted"]))


def _sequences(tool: str, catalogues: Iterable[Catalogue]) -> Iterator[list[str]]:
    """The distinct commands of each script that is for a tool, sorted. OpenSTA's are in OpenROAD's scripts."""
    own = {name for catalogue in catalogues for name in catalogue.own_names}
    for script in training():
        path = script.path
        for_yosys = script.repository == "YosysHQ/yosys" or "yosys" in path.lower()
        if tool == "klayout" or for_yosys != (tool == "yosys") or not path.endswith((".tcl", ".sdc", ".ys")):
            continue
        called = set(_native_calls(script.text) if path.endswith(".ys") else _calls(script.text))
        if path.endswith(".ys"):
            # What Tcl has too stands in the catalogue under the name that it gets there: `procs`.
            called |= {name + "s" for name in called - own}
        found = sorted(called & own)
        if found:
            yield found


def _calls(text: str) -> Iterator[str]:
    for call in parse(text, "tcl").calls:
        if call.name:
            yield call.name.removeprefix("::")


def _native_calls(text: str) -> Iterator[str]:
    """The commands of a script in yosys' own language: the first words, and those of a command that runs another one."""
    ends = ""
    for line in text.split("\n"):
        if ends:
            ends = "" if line.strip() == ends else ends
            continue
        here = re.search(r"<<\s*(\w+)", line)
        ends = here[1] if here else ""
        for part in re.split(r";\s*", line.partition("#")[0]):
            words = part.split()
            if words:
                yield words[0]
                if words[0] in ("tee", "equiv_opt"):
                    yield from (word for word in words[1:] if not word.startswith("-"))


if __name__ == "__main__":
    main()
