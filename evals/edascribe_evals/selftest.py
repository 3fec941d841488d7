"""Tries the graders: what must pass passes, what must fail fails, and no check could be left out unnoticed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TYPE_CHECKING

from edascribe_evals.execution import complaint, execute
from edascribe_evals.grading import compare, expect, grade
from edascribe_evals.tasks import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from edascribe_evals.sandbox import Result
    from edascribe_evals.tasks import Task

HOSTILE = ROOT / "hostile"
WORKERS = 2
EMPTY = "the empty script"
REFERENCE = "its reference"


def try_tasks(tasks: list[Task], follow: Callable[[str], object] = lambda _: None) -> list[str]:
    """The faults of the graders, none where they are sound. Hostile scripts are tried on the first task of their tool.

    ``follow`` is told the id of each task that was tried.
    """
    first = {task.file.tool: task for task in reversed(tasks)}
    faults = []
    with ThreadPoolExecutor(WORKERS) as pool:
        # The slowest come first, so that no worker waits for the other in the end.
        hostile = [pool.submit(try_hostile, task, path) for task in first.values() for path in hostile_scripts(task.file.tool)]
        plain = [pool.submit(try_task, task) for task in tasks]
        for task, future in zip(tasks, plain, strict=True):
            faults += future.result()
            follow(task.id)
        return faults + [fault for future in hostile for fault in future.result()]


def try_task(task: Task) -> list[str]:
    """The faults of one task's grader."""
    rows = {name: failed_checks(task, name) for name in (REFERENCE, EMPTY, *(name for name, _ in task.wrong))}
    reference = rows.pop(REFERENCE)
    faults = [f"{task.id}: its reference fails by the checks {sorted(reference)}."] if reference else []
    faults += [f"{task.id}: {name} passes." for name, failed in rows.items() if not failed]
    for index, check in enumerate(task.file.checks):
        # Without this check, some wrong script would pass.
        if {index} not in rows.values():
            faults.append(f"{task.id}: no wrong script fails by the check {check} alone, so it could be left out unnoticed.")
    return faults


def failed_checks(task: Task, name: str) -> set[int]:
    """The checks that a script fails on any design, by their index; -1 for a script that does not come to its end.

    Designs that could add nothing to it are left out: nearly all of the time here is that of the tools.
    """
    failed: set[int] = set()
    for design in task.file.designs:
        actual = left(task, name, design)
        if complaint(actual):
            return failed | {-1}
        expected = expect(task, design)
        failed |= {index for index, check in enumerate(task.file.checks) if compare(task, design, check, actual, expected)}
        if len(failed) == len(task.file.checks):
            break
    return failed


@lru_cache(maxsize=8192)
def left(task: Task, name: str, design: str) -> Result:
    """What one of a task's scripts leaves on a design; kept, since broken graders are tried on the same runs."""
    script = {EMPTY: "", REFERENCE: task.reference, **dict(task.wrong)}[name]
    return execute(task, task.script(script), design)


def hostile_scripts(tool: str) -> list[Path]:
    """The hostile scripts for a tool. Those that try the sandbox alone are plain Tcl."""
    folders = {"tcl": ("sandbox", "any", tool), "klayout": (tool,)}.get(tool, ("any", tool))
    return [path for folder in folders for path in sorted((HOSTILE / folder).glob("*.*"))]


def try_hostile(task: Task, path: Path) -> list[str]:
    """Says so where a hostile script passes."""
    return [f"{task.id}: the hostile script {path.name} passes."] if grade(task, path.read_text()).passed else []
