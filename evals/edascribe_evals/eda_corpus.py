"""EDA-Corpus: prompts and scripts for OpenROAD's Python API, checked against the API that OpenROAD's sources declare.

The pairs (https://github.com/OpenROAD-Assistant/EDA-Corpus, arXiv 2405.06676, CC BY 4.0) are read where they lie beside the
repository. OpenROAD itself is not run: a script passes where it parses, uses the API, and uses nothing that the API does not have.
``eda_corpus_faults.json`` names the pairs that are wrong themselves, each with the reason; they are not asked.
"""

from __future__ import annotations

import ast
import asyncio
import csv
import json
import warnings
from collections import Counter
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from edascribe_codegen.catalogue import load
from edascribe_codegen.corpus import FILE, CorpusError
from edascribe_codegen.python_api import PythonChecker
from edascribe_codegen.types import EditorContext
from edascribe_evals.openroad_stubs import FUNCTIONS, TOOL, stubs
from edascribe_grammars import parse

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

FOLDER = FILE.parents[1] / "eda-corpus"
FILES = ("ps-db", "ps-db-augmented-modification", "ps-db-augmented-query")
FAULTS = Path(__file__).with_name("eda_corpus_faults.json")
# What the scripts take for granted: OpenROAD's modules, and a design that was read.
PREAMBLE = """import odb
import openroad as ord
import openroad
from openroad import Design, Tech, Timing

tech = Tech()
design = Design(tech)
"""
# Names that some of the scripts go on from without saying where they come from.
GIVEN = "block = design.getBlock()\ntiming = Timing(design)\ndb = ord.get_db()\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A prompt with its script; ``id`` is file:row, rows from 1."""

    id: str
    prompt: str
    code: str

    @property
    def context(self) -> EditorContext:
        """The prompt as a comment below the preamble."""
        comment = " ".join(self.prompt.split())
        return EditorContext(
            language="python",
            tool=TOOL,
            version=load(TOOL).version,
            before=f"{PREAMBLE}\n# {comment}\n",
            intent="generate",
            comment=comment,
        )


@lru_cache(maxsize=1)
def all_pairs() -> tuple[Pair, ...]:
    """All pairs, those that are wrong among them.

    Raises:
        CorpusError: they are not beside the repository.
    """
    if not FOLDER.is_dir():
        raise CorpusError(f"EDA-Corpus is not beside the repository: there is no {FOLDER}. The product does not need it.")
    found = []
    for name in FILES:
        with (FOLDER / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 1):
                found.append(Pair(id=f"{name}:{number}", prompt=row["prompt"].strip(), code=row["code"]))
    return tuple(found)


@lru_cache(maxsize=1)
def faulty() -> dict[str, str]:
    """Why pairs are left out, by their id."""
    found: dict[str, str] = json.loads(FAULTS.read_text("utf-8"))
    return found


def pairs() -> tuple[Pair, ...]:
    """The pairs that are asked: those of the first file, of which the others are variations, without the wrong ones.

    Raises:
        CorpusError: they are not beside the repository.
    """
    return tuple(pair for pair in all_pairs() if pair.id.startswith(f"{FILES[0]}:") and pair.id not in faulty())


@asynccontextmanager
async def checker() -> AsyncIterator[PythonChecker]:
    """A checker that knows OpenROAD's API."""
    with TemporaryDirectory(prefix="edascribe-stubs-") as folder:
        for name, text in stubs().items():
            await asyncio.to_thread(Path(folder, f"{name}.pyi").write_text, text)
        async with aclosing(PythonChecker(stubs=Path(folder))) as python:
            yield python


async def faults(code: str, python: PythonChecker) -> list[str]:
    """What is wrong with a script: its syntax, its use of the API, or that it uses none."""
    if syntax := [fault.message for fault in parse(code, "python").faults]:
        return syntax
    before = PREAMBLE + GIVEN
    found = [fault for fault in await python.faults(before + code) if fault.severity == "error" and fault.start >= len(before)]
    return [fault.message for fault in found] or ([] if uses(code) else ["It uses nothing of OpenROAD's API."])


def uses(code: str) -> Counter[str]:
    """The names of the API that a script uses, and how often each."""
    try:
        # Python warns of escapes that it does not know.
        with warnings.catch_warnings(action="ignore"):
            tree = ast.parse(code)
    except (SyntaxError, ValueError):
        return Counter()
    return Counter(node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in _names())


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    scopes = load(TOOL).scopes
    flat = {f"{scope.name}_{member.name}" for scope in scopes for member in scope.members if member.kind == "function"}
    return frozenset({member.name for scope in scopes for member in scope.members} | flat | {scope.name for scope in scopes}).union(
        FUNCTIONS
    )
