"""Gaps in real scripts of repositories that nothing was learnt from: a line, or the rest of one, that ghost text should write.

The gaps are made when they are asked for, always the same ones; nothing of the scripts is stored here. A gap is a whole command or
simple statement of one line: the cursor stands where it begins (``next line``), or behind some of it (``middle of a line``). What
stands in a script that may be learnt from, or in what is shipped, is no gap.
"""

from __future__ import annotations

import ast
import random
import re
import warnings
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

from rapidfuzz.distance import Levenshtein

from edascribe_codegen.catalogue import load
from edascribe_codegen.check import shapes_of
from edascribe_codegen.corpus import held_out
from edascribe_codegen.detect import detect
from edascribe_codegen.due import is_due
from edascribe_codegen.trim import LEAST
from edascribe_codegen.types import EditorContext
from edascribe_evals.overlap import TOOLS, overlaps, shipped, training_scripts
from edascribe_grammars import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edascribe_codegen.corpus import Script
    from edascribe_grammars import Language

Kind = Literal["next line", "middle of a line"]
KINDS: tuple[Kind, ...] = ("next line", "middle of a line")
SEED = 0
# Of each tool and kind, and how many of them from one file at most: more where there are few files.
GAPS = 20
PER_FILE = {"klayout": 5, "yosys": 5}
PER_FILE_ELSE = 3
# Tcl for programs that the catalogue does not know, by their place or by what they call.
_OTHER_PROGRAMS = re.compile(r"/(?:magic|netgen|tclsh|vivado|quartus|innovus|genus)/|/klayout\.tcl$")
# Where somebody who types may stop: before a word, an argument or a member.
_STOP = re.compile(r"(?<=[\s\[(.,=])(?=\w|[-$\"'\[{])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A place in a script and the text that its author wrote there, up to the end of the line.

    ``id`` is the file with line and column, both from 1.
    """

    id: str
    repository: str
    path: str
    tool: str
    language: Language
    kind: Kind
    before: str
    target: str
    after: str

    @property
    def line(self) -> str:
        """The whole line that the author wrote."""
        return self.before.rpartition("\n")[2] + self.target

    @property
    def context(self) -> EditorContext:
        """What the editor would know there."""
        version = load(self.tool).version
        return EditorContext(language=self.language, tool=self.tool, version=version, before=self.before, after=self.after)


@lru_cache(maxsize=1)
def gaps() -> tuple[Gap, ...]:
    """The gaps of all tools.

    Raises:
        CorpusError: the scripts are not there.
    """
    found: dict[tuple[str, Kind], list[Gap]] = {(tool, kind): [] for tool in TOOLS for kind in KINDS}
    for script in held_out():
        tool = tool_of(script)
        if tool in TOOLS:
            for gap in gaps_of(script, tool):
                found[tool, gap.kind].append(gap)
    drawn = {group: list(_drawn(several, *group)) for group, several in found.items()}
    lines = ((gap.id, gap.line) for several in drawn.values() for gap in several)
    known = {each.measured for each in overlaps(lines, chain(shipped(), training_scripts()))}
    chosen = [gap for several in drawn.values() for gap in [gap for gap in several if gap.id not in known][:GAPS]]
    return tuple(sorted(chosen, key=lambda gap: (gap.tool, gap.kind, gap.id)))


def _drawn(several: list[Gap], tool: str, kind: Kind) -> Iterator[Gap]:
    """Some gaps of a tool and kind, by chance: more than are wanted, no line twice and few of a file."""
    random.Random(f"{SEED} {tool} {kind}").shuffle(several)  # noqa: S311
    per_file: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    for gap in several:
        # Designs' scripts are often copies of one another.
        above = next(filter(None, map(plain, reversed(gap.before.split("\n")[:-1]))), "")
        if per_file[gap.path] < PER_FILE.get(tool, PER_FILE_ELSE) and (above, plain(gap.line)) not in seen and len(seen) < 2 * GAPS:
            per_file[gap.path] += 1
            seen.add((above, plain(gap.line)))
            yield gap


def tool_of(script: Script) -> str:
    """The tool that a script is for; empty where it is none that can be said."""
    if _OTHER_PROGRAMS.search(f"/{script.path}") or not script.path.endswith((".tcl", ".sdc", ".py")):
        return ""
    found = detect(script.text, path=script.path)
    if found.language == "python" or script.path.endswith(".sdc"):
        return found.tool
    own = load(found.tool)
    return found.tool if any(own.is_own(call.name or "") for call in parse(script.text, "tcl", shapes_of(own)).calls) else "tcl"


def gaps_of(script: Script, tool: str) -> Iterator[Gap]:
    """A gap of each kind for each line that can have one."""
    language: Language = "python" if script.path.endswith(".py") else "tcl"
    text = script.text.replace("\r\n", "\n")
    name = f"{PurePath(script.repository).name}/{script.path}"
    chance = random.Random(f"{SEED} {name}")  # noqa: S311
    for start, end in sorted(set(_statements(text, tool, language))):
        line = text[start:end]
        cuts = [start + found.end() for found in _STOP.finditer(line) if found.end() > LEAST and len(line) - found.end() > LEAST]
        for kind, cut in zip(KINDS, (start, chance.choice(cuts) if cuts else None), strict=True):
            if cut is None:
                continue
            above = text.rfind("\n", 0, cut)
            gap = Gap(
                id=f"{name}:{text.count(chr(10), 0, cut) + 1}:{cut - above}",
                repository=script.repository,
                path=script.path,
                tool=tool,
                language=language,
                kind=kind,
                before=text[:cut],
                target=text[cut:end],
                after=text[end:],
            )
            if is_due(gap.context):
                yield gap


def _statements(text: str, tool: str, language: Language) -> Iterator[tuple[int, int]]:
    """Where the commands or simple statements of one whole line begin and end, those of a single short word left out."""
    if language == "python":
        starts = [0, *(found.end() for found in re.finditer("\n", text)), len(text) + 1]
        try:
            with warnings.catch_warnings(action="ignore"):
                nodes = list(ast.walk(ast.parse(text)))
        except SyntaxError:
            return
        spans = [
            (starts[node.lineno - 1] + node.col_offset, starts[node.lineno] - 1)
            for node in nodes
            if isinstance(node, ast.stmt) and not hasattr(node, "body") and node.lineno == node.end_lineno and text.isascii()
        ]
    else:
        spans = [(call.start, call.end) for call in parse(text, "tcl", shapes_of(load(tool))).calls if call.name and call.count > 1]
    for start, end in spans:
        above = text.rfind("\n", 0, start) + 1
        below = text.find("\n", start)
        whole = text[above:start].strip() == "" and text[end : below if below >= 0 else len(text)].strip() == ""
        above_goes_on = text[:above].rstrip("\n").endswith("\\")
        if whole and not above_goes_on and "\n" not in text[start:end] and end - start > 2 * LEAST:
            yield start, end


def plain(text: str) -> str:
    """A text with single blanks between its words."""
    return " ".join(text.split())


def first_line(text: str) -> str:
    """The line that a completion begins with: what it writes at the cursor, or below where it breaks the line first."""
    return plain(text.strip().partition("\n")[0])


def similarity(text: str, target: str) -> float:
    """One less the edits (Levenshtein) that make the first lines equal, as a share of the longer one."""
    return Levenshtein.normalized_similarity(first_line(text), first_line(target))
