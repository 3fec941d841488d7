"""The command `edascribe catalogue`: what is at hand, what it says, how it is built and how versions differ."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from edascribe_codegen.catalogue import Catalogue

# Heavy modules are imported where they are used, so that `--help` answers at once.

app = typer.Typer(help="The tools' APIs that Edascribe knows.", no_args_is_help=True)

# Stands for a file in the working directory: catalogues are shared by the files beside them and below.
_HERE = "script"


class ShellName(StrEnum):
    """The kinds of shells that there are exporters for."""

    SYNOPSYS = "synopsys"
    CADENCE = "cadence"
    VIVADO = "vivado"


def fail(message: str, status: int = 2) -> int:
    """Says on stderr what is wrong, and returns the exit status for it."""
    typer.echo(f"edascribe: {message}", err=True)
    return status


@app.command("list")
def list_catalogues() -> None:
    """Lists the tools and versions at hand."""
    from rich.console import Console
    from rich.table import Table

    from edascribe_codegen.catalogue import available, problems, shared_folders

    folders = shared_folders(_HERE)
    table = Table("tool", "version", "language", "size", "source", box=None)
    for pack in available(folders):
        table.add_row(pack.tool, pack.version, pack.language, pack.size, pack.source)
    Console().print(table)
    for problem in problems(folders):
        typer.echo(f"edascribe: skipped: {problem}", err=True)


@app.command("show")
def show_entry(
    name: Annotated[str, typer.Argument(help="A command, a class or its member, e.g. report_checks or Layout.create_cell.")],
    tool: Annotated[str, typer.Option("--tool", metavar="TOOL[@VERSION]", help="The tool, by default the first that has it.")] = "",
) -> None:
    """Shows what the catalogue says of a command, or of a class, a method or an attribute of a tool's API in Python."""
    from rich.console import Console
    from rich.markdown import Markdown

    from edascribe_codegen.api import closest
    from edascribe_codegen.catalogue import available, named, shared_folders
    from edascribe_codegen.catalogue.render import entry_markdown

    # Without a tool it is looked for everywhere, first in the one that is most asked for.
    folders = shared_folders(_HERE)
    known = {pack.tool for pack in available(folders)}
    tools = [tool] if tool else sorted(known, key=lambda found: (found != "opensta", found))
    for catalogue in (named(tool, folders) for tool in tools):
        text = entry_markdown(name, catalogue)
        if text:
            Console().print(Markdown(text))
            return
    catalogues = [named(tool, folders) for tool in tools]
    suggestion = closest(name, [known for catalogue in catalogues for known in _names_near(name, catalogue)])
    hint = f" Did you mean {suggestion}?" if suggestion else ""
    where = f"{catalogues[0].title} {catalogues[0].version}" if tool else "No tool at hand"
    raise typer.Exit(fail(f"{where} has {'no ' if tool else ''}{name}.{hint}", 1))


def _names_near(name: str, catalogue: Catalogue) -> Iterator[str]:
    """The names that a misspelt one may mean: commands, classes, and the members of the class that it begins with."""
    yield from catalogue.names
    yield from (scope.name for scope in catalogue.scopes)
    scope = catalogue.find_scope(name.rpartition(".")[0])
    if scope is not None:
        yield from (f"{scope.name}.{member.name}" for _, member in catalogue.members(scope))


@app.command("search")
def search_entries(
    text: Annotated[str, typer.Argument(help="A task or a question in plain words, e.g. 'how much margin is left'.")],
    tool: Annotated[str, typer.Option("--tool", metavar="TOOL[@VERSION]", help="The tool, e.g. yosys.")] = "opensta",
    count: Annotated[int, typer.Option(min=1, help="How many are printed.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Print names and scores as JSON.")] = False,
) -> None:
    """Finds the commands, classes and methods that a task needs, the likeliest first, with scores that compare within one search.

    Exit status: 1 when no word of the text is known.
    """
    from rich.console import Console
    from rich.table import Table

    from edascribe_codegen.catalogue import named, shared_folders
    from edascribe_codegen.catalogue.retrieve import rank

    catalogue = named(tool, shared_folders(_HERE))
    found = rank(catalogue, text)[:count]
    if as_json:
        typer.echo(json.dumps([{"name": name, "score": round(score, 3)} for name, score in found], indent=2))
    if not found:
        raise typer.Exit(fail(f"Nothing that {catalogue.title} {catalogue.version} has fits: {text!r}. Try other words.", 1))
    if not as_json:
        table = Table("score", "name", "summary", box=None)
        for name, score in found:
            table.add_row(f"{score:.2f}", name, catalogue.summary(name))
        Console().print(table)


@app.command("build")
def build_catalogue(
    tool: Annotated[str, typer.Argument(help="The tool, e.g. opensta.")],
    exe: Annotated[str, typer.Option(metavar="PROGRAM", help="The program, where it is not on PATH.")] = "",
    source: Annotated[Path | None, typer.Option(metavar="PATH", help="Its source tree, or reference pages.")] = None,
    dump: Annotated[Path | None, typer.Option(metavar="FILE", help="What an exporter wrote inside the tool.")] = None,
    share: Annotated[bool, typer.Option("--share", help="Keep it in .edascribe/catalogues, for the team.")] = False,
) -> None:
    """Reads a tool's API from its program, sources, documents or a dump; what it says beats the shipped pack from then on."""
    from edascribe_codegen.catalogue import keep
    from edascribe_codegen.catalogue.building import build

    pack = build(tool, executable=exe, source=source, dump=dump)
    path = keep(pack, Path(".edascribe", "catalogues") if share else None)
    typer.echo(f"{pack.title} {pack.version}: {pack.size}, kept in {path}")


@app.command("diff")
def diff_catalogues(
    old: Annotated[str, typer.Argument(metavar="OLD", help="TOOL@VERSION or a catalogue's file, e.g. opensta@2.0.17.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same for the version after the upgrade.")],
    within: Annotated[list[Path] | None, typer.Option("--in", metavar="PATH...", help="What breaks in these files.")] = None,
    more: Annotated[list[Path] | None, typer.Argument(metavar="[PATH]...", help="More files or folders, behind --in.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as one JSON object.")] = False,
) -> None:
    """Shows what is different between two versions of a tool, or what the upgrade breaks in your scripts.

    Exit status: 1 when something breaks, 2 when a file cannot be read or a catalogue is not there, else 0.
    """
    from rich.console import Console

    from edascribe_codegen import report
    from edascribe_codegen.catalogue import named, shared_folders
    from edascribe_codegen.catalogue.difference import compare
    from edascribe_codegen.project import find_files
    from edascribe_codegen.upgrade import breaks

    difference = compare(named(old, shared_folders(_HERE)), named(new, shared_folders(_HERE)))
    try:
        found = list(find_files([*(within or ()), *(more or ())]))
        files = [path for path in found if path.suffix.lower() != ".py"]
        broken = list(breaks(files, old, new, difference))
    except OSError as error:
        raise typer.Exit(fail(f"{error.filename}: {error.strerror}")) from error
    if len(files) < len(found):
        typer.echo("edascribe: Python files are passed over: `edascribe check` reads the packages that are installed.", err=True)
    console = Console(highlight=False, soft_wrap=bool(found))
    if as_json:
        uses = [report.fault_as_json(fault, file.text, str(file.path)) for file in broken for fault in file.faults]
        typer.echo(json.dumps(report.difference_as_json(difference) | ({"breaks": uses} if found else {}), indent=2))
    elif found:
        for file in broken:
            for fault in file.faults:
                console.print(report.fault_as_text(fault, file))
        console.print(f"{report.difference_summary(difference)}. {report.breaks_summary(broken)}")
    else:
        for part in report.difference_as_text(difference):
            console.print(part)
    if any(file.faults for file in broken):
        raise typer.Exit(1)


@app.command("exporter")
def print_exporter(
    shell: Annotated[ShellName, typer.Argument(help="Whose shells it is for.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write it there, not to stdout.")] = None,
) -> None:
    """Prints a Tcl script that writes, inside a shell that Edascribe cannot start, what its help says of all its commands."""
    from edascribe_codegen.catalogue.shells import exporter

    script = exporter(shell.value)
    try:
        typer.echo(script, nl=False) if output is None else output.write_text(script, "utf-8")
    except OSError as error:
        raise typer.Exit(fail(f"{output}: {error.strerror}")) from error
    typer.echo(f"Inside the tool:  source {output or 'edascribe_export.tcl'}", err=True)
    typer.echo("Then, in a terminal:  edascribe catalogue build TOOL --dump edascribe-TOOL-VERSION.txt", err=True)
