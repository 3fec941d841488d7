"""The command `edascribe-evals`: list, grade, selftest. This module is the only one here that prints."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from edascribe_evals.tasks import SUITES, TaskError, read_tasks, texts

app = typer.Typer(
    help="Measures scripts by running them in the real tool.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
SuitesOption = Annotated[Path, typer.Option("--suites", help="The folder of the tasks.")]


def main() -> None:
    """Runs the command; an error that the user can mend is one message on stderr and exit status 2."""
    from edascribe_evals.grading import GradingError
    from edascribe_evals.sandbox import SandboxError

    try:
        app()
    except (TaskError, GradingError, SandboxError, OSError) as error:
        print(f"edascribe-evals: {error}", file=sys.stderr)
        raise SystemExit(2) from error


@app.command("list")
def list_tasks(
    suites: SuitesOption = SUITES,
    as_json: Annotated[bool, typer.Option("--json", help="All texts as JSON: what no training text may hold.")] = False,
) -> None:
    """Lists the tasks."""
    tasks = read_tasks(suites)
    if as_json:
        print(json.dumps(texts(tasks), indent=1))
        return
    for task in tasks:
        print(f"{task.id:44} {task.file.level:7} {task.file.comment}")


@app.command()
def grade(
    task: Annotated[str, typer.Argument(help="The task's id, e.g. opensta/io_delays.")],
    file: Annotated[Path, typer.Argument(help="The script, - for stdin.")],
    suites: SuitesOption = SUITES,
    as_json: Annotated[bool, typer.Option("--json", help="The result as one JSON object.")] = False,
    unprotected: Annotated[
        bool, typer.Option("--unprotected", help="Without a sandbox: the script can do all that you can. For scripts you trust.")
    ] = False,
) -> None:
    """Grades one script. Exit status 0: it passes; 1: it fails; 2: it could not be graded."""
    from edascribe_evals import grading

    found = {each.id: each for each in read_tasks(suites)}
    if task not in found:
        raise TaskError(f"There is no task {task}. `edascribe-evals list` names them.")
    answer = sys.stdin.read() if str(file) == "-" else file.read_text()
    result = grading.grade(found[task], answer, unprotected=unprotected)
    if as_json:
        print(json.dumps({"task": task, "passed": result.passed, "reasons": result.reasons, "sandboxed": result.sandboxed}))
    else:
        print("\n".join(result.reasons) or "It passes.")
        if not result.sandboxed:
            print("It ran without a sandbox.", file=sys.stderr)
    raise typer.Exit(0 if result.passed else 1)


@app.command()
def selftest(suites: SuitesOption = SUITES) -> None:
    """Tries the graders: references pass, wrong, empty and hostile scripts fail, and no check could be left out unnoticed."""
    from edascribe_evals.selftest import try_tasks

    faults = try_tasks(read_tasks(suites))
    print("\n".join(faults) or "All graders are sound.")
    raise typer.Exit(1 if faults else 0)
