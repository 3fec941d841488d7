"""Builds a catalogue from the file that an exporter wrote inside a proprietary shell.

The file is plain text. Lines that begin with ``%%edascribe`` are marks: a head with the format, the kind of shell, the tool, its
version and the date; then for each command one with what follows (``help``, ``manual`` or ``nothing``) and its name; the last one
counts the commands, so that a file that was cut short is noticed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from edascribe_codegen.catalogue import cadence, synopsys, vivado
from edascribe_codegen.catalogue.errors import CatalogueError
from edascribe_codegen.catalogue.manual import read_manual
from edascribe_codegen.catalogue.schema import FORMAT, Command, Pack, Provenance

EXPORTERS = Path(__file__).parent / "exporters"
SHELLS: Mapping[str, Callable[[str, str], Command | None]] = {
    "synopsys": synopsys.read_help,
    "cadence": cadence.read_help,
    "vivado": vivado.read_help,
}
_EXPORT = "1"
_HEAD = {"export", "shell", "tool", "version", "date"}
_MARK = re.compile(r"^%%edascribe (\w+) ([^\n]*)\n?", re.MULTILINE)
_TITLES = {
    "dc_shell": "Design Compiler",
    "fc_shell": "Fusion Compiler",
    "fm_shell": "Formality",
    "genus": "Genus",
    "icc2_shell": "IC Compiler II",
    "innovus": "Innovus",
    "lc_shell": "Library Compiler",
    "pt_shell": "PrimeTime",
    "tempus": "Tempus",
    "vivado": "Vivado",
    "voltus": "Voltus",
}


def exporter(shell: str) -> str:
    """The Tcl script to be sourced inside a shell of one kind; raises CatalogueError for one that is not known."""
    if shell not in SHELLS:
        raise CatalogueError(f"There is no exporter for {shell!r}. There are those for {', '.join(SHELLS)}.")
    return "\n".join((EXPORTERS / f"{name}.tcl").read_text("utf-8") for name in (shell, "common"))


def read_dump(tool: str, path: Path, builtins: frozenset[str]) -> Pack:
    """The catalogue of a tool from an exporter's file.

    ``builtins`` are the commands of Tcl, which are left out where the shell says no more of them than that they are there. A
    command whose help cannot be read is there with whatever arguments.

    Raises:
        CatalogueError: the file cannot be read, is none of an exporter, or was cut short.
    """
    try:
        text = path.read_text("utf-8", "replace")
    except OSError as error:
        raise CatalogueError(f"{path} cannot be read ({error.strerror or error}).") from error
    marks = list(_MARK.finditer(text))
    head = {mark[1]: mark[2].strip() for mark in marks[: len(_HEAD)]}
    read_help = SHELLS.get(head.get("shell", ""))
    if head.get("export") != _EXPORT or read_help is None or not _HEAD.issubset(head):
        raise CatalogueError(
            f"{path} was not written by an exporter of this version. Source the script of `edascribe catalogue exporter` in {tool}."
        )
    if marks[-1][1] != "done" or marks[-1][2].strip() != str(len(marks) - len(head) - 1):
        raise CatalogueError(f"{path} was cut short: the exporter did not come to its end. Source its script in {tool} again.")
    commands = {}
    for source, name, said in _sections(marks[len(head) :], text):
        read = read_help(name, said) if source == "help" else read_manual(name, said) if source == "manual" else None
        command = read or Command(name=name, positionals=None, open=True)
        if name not in builtins or not command.open:
            commands[name] = command
    return Pack(
        format=FORMAT,
        tool=tool,
        version=head["version"],
        language="tcl",
        title=_TITLES.get(tool) or _TITLES.get(head["tool"]) or tool,
        commands=tuple(commands[name] for name in sorted(commands)),
        base="tcl",
        provenance=Provenance(source=str(path.absolute()), date=head["date"], kind="dump"),
    )


def _sections(marks: list[re.Match[str]], text: str) -> Iterator[tuple[str, str, str]]:
    """What was printed of each command: ``help``, ``manual`` or ``nothing``, the name and the text."""
    for mark, following in pairwise(marks):
        yield mark[1], mark[2].strip(), text[mark.end() : following.start()]
