"""Tries the graders: what must pass passes, what must fail fails, and no check could be left out unnoticed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from edascribe_evals.execution import complaint, execute
from edascribe_evals.grading import compare, expect, grade
from edascribe_evals.tasks import ROOT

if TYPE_CHECKING:
    from edascribe_evals.tasks import Task

HOSTILE = ROOT / "hostile"
WORKERS = 2


def try_tasks(tasks: list[Task]) -> list[str]:
    """The faults of the graders, none where they are sound. Hostile scripts are tried on the first task of their tool."""
    first = {task.file.tool: task for task in reversed(tasks)}
    with ThreadPoolExecutor(WORKERS) as pool:
        hostile = [pool.submit(try_hostile, task) for task in first.values()]
        plain = [pool.submit(try_task, task) for task in tasks]
        return [fault for future in (*hostile, *plain) for fault in future.result()]


def try_task(task: Task) -> list[str]:
    """The faults of one task's grader."""
    faults = [f"{task.id}: its reference fails. {reason}" for reason in grade(task, task.reference).reasons]
    rows = {name: failed_checks(task, script) for name, script in (("the empty script", ""), *task.wrong)}
    faults += [f"{task.id}: {name} passes." for name, failed in rows.items() if not failed]
    for index, check in enumerate(task.file.checks):
        # Without this check, some wrong script would pass.
        if {index} not in rows.values():
            faults.append(f"{task.id}: no wrong script fails by the check {check} alone, so it could be left out unnoticed.")
    return faults


def failed_checks(task: Task, script: str) -> set[int]:
    """The checks that a script fails on any design, by their index; -1 for a script that does not come to its end."""
    failed = set()
    for design in task.file.designs:
        actual = execute(task, task.script(script), design)
        if complaint(actual):
            failed.add(-1)
        else:
            expected = expect(task, design)
            failed |= {index for index, check in enumerate(task.file.checks) if compare(task, design, check, actual, expected)}
    return failed


def try_hostile(task: Task) -> list[str]:
    """Names the hostile scripts that pass."""
    scripts = sorted([*HOSTILE.glob("any/*.tcl"), *HOSTILE.glob(f"{task.file.tool}/*")])
    return [f"{task.id}: the hostile script {path.name} passes." for path in scripts if grade(task, path.read_text()).passed]
