"""Checks real Tcl scripts, which are taken to be right, and lists what the check finds: `python tests/bench/false_alarms.py`.

The scripts are those of OpenROAD, OpenROAD-flow-scripts and LibreLane in `../shared/corpora/eda-scripts.jsonl.gz`. Commands that
any of these scripts defines count as known, since they read each other. Each alarm is printed with its place; those that
`true_alarms.txt` beside this file names are errors of the scripts themselves, and are counted apart.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from corpus import scripts

from edascribe_codegen.catalogue import load
from edascribe_codegen.check import check, shapes_of
from edascribe_codegen.detect import detect
from edascribe_grammars import parse

TRUE = Path(__file__).with_name("true_alarms.txt")
REPOSITORIES = ("The-OpenROAD-Project/OpenROAD", "The-OpenROAD-Project/OpenROAD-flow-scripts", "librelane/librelane")
# One false alarm in this many commands is too many.
GOAL = 500

# Scripts of programs for which there is no pack, by their place.
_OTHER_PROGRAMS = re.compile(r"/(?:magic|netgen|klayout|tclsh|cell-veneer)/|/klayout\.tcl$|/vivado|/quartus|/innovus|/genus")


class Checked(NamedTuple):
    """A script and the tool that it is checked for."""

    repository: str
    path: str
    text: str
    tool: str


class Alarm(NamedTuple):
    repository: str
    path: str
    line: int
    code: str
    severity: str
    message: str
    text: str


def main() -> int:
    """Prints all alarms and their counts; 1 where there are more false ones than the goal allows."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--all", action="store_true", help="list information too, not only errors and warnings")
    options = arguments.parse_args()
    if not scripts():
        return 0
    figures = measure(information=options.all)
    return int(figures["false_alarms"] * GOAL > figures["false_alarms_of_commands"])


def measure(*, information: bool = False) -> dict[str, int | float]:
    """Prints the alarms, and returns how many are false, of how many commands, and how many are errors of the scripts."""
    severities = {"error", "warning", "information"} if information else {"error", "warning"}
    chosen = list(_scripts())
    left_out = [script for script in chosen if not script.tool]
    chosen = [script for script in chosen if script.tool]
    defined = frozenset(_defined(chosen))
    calls: Counter[str] = Counter()
    alarms: list[Alarm] = []
    for script in chosen:
        checked = check(script.text, "tcl", load(script.tool), defined=defined)
        calls[script.tool] += len(checked.syntax.calls)
        for fault in checked.faults:
            if fault.severity in severities:
                line = script.text.count("\n", 0, fault.start) + 1
                text = script.text[fault.start : fault.end].split("\n")[0]
                alarms.append(Alarm(script.repository, script.path, line, fault.code, fault.severity, fault.message, text))
    _report(chosen, left_out, calls, alarms)
    false = sum(not _is_true(alarm) for alarm in alarms)
    return {
        "false_alarms": false,
        "false_alarms_of_commands": calls.total(),
        "commands_per_false_alarm": round(calls.total() / max(false, 1)),
        "errors_found_in_scripts": len(alarms) - false,
    }


def _scripts() -> Iterator[Checked]:
    """All Tcl and SDC scripts, each with its tool, empty where there is no pack for it."""
    for script in scripts():
        repository, path, text = script.repository, script.path, script.text
        if repository in REPOSITORIES and path.endswith((".tcl", ".sdc")):
            # OpenSTA's scripts run in OpenROAD too.
            tool = "yosys" if detect(text, path=path).tool == "yosys" else "openroad"
            yield Checked(repository, path, text, "" if _OTHER_PROGRAMS.search(f"/{path}") else tool)


def _defined(chosen: list[Checked]) -> set[str]:
    """The commands that the scripts define."""
    defined: set[str] = set()
    for script in chosen:
        for call in parse(script.text, "tcl", shapes_of(load(script.tool))).calls:
            if call.name in ("proc", "sta::proc_redirect", "proc_redirect") and len(call.words) > 1 and call.words[1].value:
                defined.add(call.words[1].value.removeprefix("::"))
    return defined


def _is_true(alarm: Alarm) -> bool:
    return f"{alarm.path}: {alarm.text}" in _true_alarms()


def _true_alarms() -> set[str]:
    lines = TRUE.read_text("utf-8").splitlines() if TRUE.is_file() else []
    return {line for line in lines if line and not line.startswith("#")}


def _report(chosen: list[Checked], left_out: list[Checked], calls: Counter[str], alarms: list[Alarm]) -> None:
    for true, title in ((False, "False alarms"), (True, "Errors of the scripts")):
        found = [alarm for alarm in alarms if _is_true(alarm) is true]
        print(f"== {title}: {len(found)}")
        for alarm in sorted(found, key=lambda alarm: (alarm.code, alarm.message)):
            print(
                f"{alarm.repository.rpartition('/')[2]}/{alarm.path}:{alarm.line}: {alarm.severity} {alarm.code}: {alarm.message}"
            )
    print(f"== Left out, for want of a pack: {', '.join(script.path for script in left_out)}")
    total = sum(calls.values())
    print(f"== {len(chosen)} scripts, {total} commands ({', '.join(f'{tool} {count}' for tool, count in calls.items())})")
    for true, title in ((False, "false"), (True, "true")):
        counts = Counter(alarm.code for alarm in alarms if _is_true(alarm) is true)
        for code, count in counts.most_common():
            print(f"{title:>6} {code:28} {count:5}  {1000 * count / total:.3f} in 1000 commands")
        print(f"{title:>6} {'total':28} {counts.total():5}  {1000 * counts.total() / total:.3f} in 1000 commands")


if __name__ == "__main__":
    sys.exit(main())
