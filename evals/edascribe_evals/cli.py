"""The command `edascribe-evals`, whose `--help` lists what it does. This module is the only one here that prints."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from edascribe_evals.tasks import SUITES, MeasureError, TaskError, as_line, read_tasks, texts

app = typer.Typer(
    help="Measures scripts by running them in the real tool.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
SuitesOption = Annotated[Path, typer.Option("--suites", help="The folder of the tasks, or a .jsonl of own ones.")]
LogDirOption = Annotated[Path, typer.Option("--log-dir", help="Where the logs go; one folder per measurement.")]
LogDirArgument = Annotated[Path, typer.Argument(help="A folder of logs.")]


def main() -> None:
    """Runs the command; an error that the user can mend is one message on stderr and exit status 2."""
    from edascribe_codegen.corpus import CorpusError
    from edascribe_codegen.models import ModelError
    from edascribe_evals.grading import GradingError
    from edascribe_evals.sandbox import SandboxError

    try:
        app()
    except (TaskError, CorpusError, GradingError, SandboxError, ModelError, MeasureError, OSError) as error:
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
def init(file: Annotated[Path, typer.Argument(help="The file to write, e.g. mine.jsonl.")]) -> None:
    """Writes a file of own tasks, one a line, with an example of each tool to change; `--suites` takes it."""
    if file.suffix != ".jsonl" or file.exists():
        raise TaskError(f"{file}: name a file that ends in .jsonl and is not there yet.")
    first = {task.file.tool: task for task in reversed(read_tasks())}
    file.write_text("".join(f"{as_line(task)}\n" for task in first.values()))
    print(file)


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
def run(
    *,
    log_dir: LogDirOption,
    suites: Annotated[
        str, typer.Option("--suites", help="The folder of the tasks, a .jsonl of own ones, `infilling` or `eda-corpus`.")
    ] = str(SUITES),
    only: Annotated[list[str] | None, typer.Option("--only", help="A tool or a task's id; may be given again.")] = None,
    samples: Annotated[int, typer.Option(min=1, help="Answers per task: 5 or more for pass@5.")] = 1,
    temperature: Annotated[float | None, typer.Option(help="0 by default, and 0.8 for more than one sample.")] = None,
    wording: Annotated[int, typer.Option(min=0, max=3, help="0: the comment; 1 to 3: a paraphrase.")] = 0,
    without: Annotated[
        list[str] | None, typer.Option(help="A part to leave out: catalogue, retrieval, constraint, repair.")
    ] = None,
    ablations: Annotated[bool, typer.Option("--ablations", help="All parts, all but each, and one after the other.")] = False,
    connections: Annotated[int, typer.Option(min=1, help="Requests to the model at once.")] = 2,
    display: Annotated[str, typer.Option(help="How inspect-ai shows progress: rich, plain, none.")] = "rich",
) -> None:
    """Has a model answer a suite and judges the answers; EDASCRIBE_MODEL_URL names it, else it is the embedded one.

    A run that was interrupted goes on where it was when the same command is given again.
    """
    measure, _ = measuring()
    unknown = set(without or ()) - set(measure.PARTS)
    if unknown:
        raise MeasureError(f"There is no part {', '.join(sorted(unknown))}. Parts: {', '.join(measure.PARTS)}.")
    if ablations and without:
        raise MeasureError("Give either --ablations or --without.")
    heat = temperature if temperature is not None else 0.0 if samples == 1 else 0.8
    done = measure.run(
        log_dir,
        suites=suites,
        withouts=measure.ABLATIONS if ablations else (tuple(without or ()),),
        only=tuple(only or ()),
        samples=samples,
        temperature=heat,
        wording=wording,
        connections=connections,
        display=display,
    )
    print(f"`edascribe-evals report {log_dir}` makes a page of it, `inspect view --log-dir {log_dir}` shows every answer.")
    raise typer.Exit(0 if done else 1)


@app.command()
def rescore(log: Annotated[Path, typer.Argument(help="A log that `run` wrote.")]) -> None:
    """Judges the answers of a log again, with the graders as they are now. No model is asked."""
    measure, _ = measuring()
    print(f"{measure.rescore(log):.3f} of the answers pass.")


@app.command()
def report(
    log_dir: LogDirArgument,
    output: Annotated[Path, typer.Option("--output", "-o", help="The page.")] = Path("report.html"),
) -> None:
    """Makes one self-contained HTML page of the runs in a folder."""
    _, results = measuring()
    from edascribe_evals.report import page

    output.write_text(page(results.read_runs(log_dir)))
    print(output)


@app.command()
def compare(first: LogDirArgument, second: LogDirArgument) -> None:
    """Says how much better the first run of one folder is than that of another, by pass@1 paired by task."""
    _, results = measuring()
    one, other = (results.read_runs(folder)[0] for folder in (first, second))
    gain = results.difference(one, other)
    if gain is None:
        raise MeasureError("These runs have no task in common.")
    for each in (one, other):
        value = results.estimate(each.outcomes, 1)
        print(f"{each.model}, {each.parts}: pass@1 {100 * value.mean:.1f} % [{100 * value.low:.1f}, {100 * value.high:.1f}]")
    print(f"The second is better by {100 * gain.mean:+.1f} points [{100 * gain.low:+.1f}, {100 * gain.high:+.1f}], n={gain.tasks}.")


@app.command()
def contamination(
    training: Annotated[list[Path] | None, typer.Argument(help="A model's training data: .jsonl, or text of any kind.")] = None,
) -> None:
    """Tells whether tasks, gaps in real scripts or kept queries stand in what was learnt from. Exit status 1: some do."""
    measuring()
    from edascribe_evals.contamination import contamination

    found = contamination(tuple(training or ()))
    for compared, several in found.items():
        print(f"{compared}: {len(several) or 'no'} overlap{'s' * (len(several) != 1)}")
        for each in several:
            print(f"  {each.measured} and {each.learnt}: {each.shared}")
    raise typer.Exit(1 if any(found.values()) else 0)


def measuring() -> tuple[Any, Any]:
    """The modules that need the extra.

    Raises:
        MeasureError: it is not installed.
    """
    try:
        from edascribe_evals import measure, results
    except ImportError as error:
        raise MeasureError(f"{error}. Measuring needs inspect-ai and matplotlib: pip install 'edascribe[evals]'.") from error
    return measure, results


@app.command()
def selftest(suites: SuitesOption = SUITES) -> None:
    """Tries the graders: references pass, wrong, empty and hostile scripts fail, and no check could be left out unnoticed."""
    from edascribe_evals.selftest import try_tasks

    faults = try_tasks(read_tasks(suites))
    print("\n".join(faults) or "All graders are sound.")
    raise typer.Exit(1 if faults else 0)
