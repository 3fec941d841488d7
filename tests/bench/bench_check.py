"""How fast a script is checked against its tool's API: whole texts beside tclint, and one line changed in a long one."""

from __future__ import annotations

import json
import random
import re
import statistics
import sys
import time
from typing import Any

from corpus import scripts
from peers import tclint

from edascribe_codegen.catalogue import Catalogue, load
from edascribe_codegen.check import check, check_syntax, shapes_of
from edascribe_grammars import edit, parse

PROC = re.compile(r"^[ \t]*proc[ \t]+([\w:]+)", re.MULTILINE)
LONG = 10_000  # lines
EDITS = 300
RUNS = 5
SHARE = 4  # one file in so many goes to the peer too, which is slow


def measure() -> dict[str, Any]:
    """Seconds of CPU for a megabyte, tclint's on the same texts and the ratio, and milliseconds from a one-line edit to the faults.

    The two take turns, since the speed of a machine that others use too comes and goes; of each the best run counts.
    """
    catalogue = load("openroad")
    texts = [script.text for script in scripts() if script.path.endswith((".tcl", ".sdc"))]
    # Scripts use each other's procedures: unknown to the check, each would cost a search for the name that was meant.
    defined = frozenset(name.removeprefix("::") for text in texts for name in PROC.findall(text))
    part = texts[::SHARE]
    megabytes = sum(len(text.encode()) for text in part) / 1e6
    for text in part[:50]:
        check(text, "tcl", catalogue, defined=defined)
    runs = [(timed(part, catalogue, defined), tclint(part)["lint_s"]) for _ in range(RUNS)]
    ours, theirs = map(min, zip(*runs, strict=True))
    figures = {
        "check_s_per_mb": round(ours / megabytes, 4),
        "tclint_s_per_mb": round(theirs / megabytes, 4),
        "tclint_over_check": round(theirs / ours, 2),
        "check_mb": round(megabytes, 3),
    }
    return figures | edits(texts, catalogue, defined)


def timed(texts: list[str], catalogue: Catalogue, defined: frozenset[str]) -> float:
    """Seconds of CPU to check all texts."""
    start = time.process_time()
    for text in texts:
        check(text, "tcl", catalogue, defined=defined)
    return time.process_time() - start


def edits(texts: list[str], catalogue: Catalogue, defined: frozenset[str]) -> dict[str, float]:
    """One word typed and taken back in random lines of a long script: milliseconds of CPU to the new faults."""
    chance = random.Random(5)
    sound = [text if text.endswith("\n") else text + "\n" for text in texts if not parse(text, "tcl").faults]
    chance.shuffle(sound)
    long = ""
    while long.count("\n") < LONG:
        long += sound.pop()
    checked = check(long, "tcl", catalogue, defined=defined)
    shapes = shapes_of(catalogue)
    assert checked.syntax.shapes is shapes
    milliseconds = []
    for _ in range(EDITS):
        text = checked.syntax.text
        at = text.rfind("\n", 0, chance.randrange(len(text))) + 1
        for start, end, typed in ((at, at, "report_chekcs\n"), (at, at + len("report_chekcs\n"), "")):
            begin = time.process_time()
            checked = check_syntax(edit(checked.syntax, start, end, typed), catalogue, defined=defined, previous=checked)
            assert checked.faults is not None
            milliseconds.append(1000 * (time.process_time() - begin))
    milliseconds.sort()
    return {
        "edit_lines": long.count("\n"),
        "edit_ms_median": round(statistics.median(milliseconds), 3),
        "edit_ms_p90": round(milliseconds[int(0.9 * len(milliseconds))], 3),
        "edit_ms_worst": round(milliseconds[-1], 3),
    }


if __name__ == "__main__":
    print(json.dumps(measure() if scripts() else {}, indent=2))
    sys.exit()
