"""Builds a tool's catalogue from what the user has: program, sources, documents, or what an exporter wrote inside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from edascribe_codegen.catalogue import documents, klayout, openroad_python, opensta, python_package, shells, tcl, yosys
from edascribe_codegen.catalogue.errors import CatalogueError
from edascribe_codegen.catalogue.installed import PROGRAMS
from edascribe_codegen.catalogue.library import SHIPPED, load
from edascribe_codegen.catalogue.library import read as read_pack
from edascribe_codegen.catalogue.programs import find_program
from edascribe_codegen.catalogue.schema import Pack
from edascribe_codegen.catalogue.source import read_tree, source_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Builder:
    """The ways in which a tool's API can be read; each gives the pack or raises CatalogueError.

    ``program`` is the name of its program, or finds it; ``ask`` takes it by its path. ``read_source`` takes the root of a source
    tree, and ``read_dump`` a file, or a folder of them, that an exporter wrote inside the tool.
    """

    program: str | Callable[[], str] = ""
    ask: Callable[[str], Pack] | None = None
    read_source: Callable[[Path], Pack] | None = None
    read_dump: Callable[[Path], Pack] | None = None

    @property
    def usual_program(self) -> str:
        """The program that is asked where the user names none."""
        return self.program if isinstance(self.program, str) else self.program()


def build(tool: str, *, executable: str = "", source: Path | None = None, dump: Path | None = None) -> Pack:
    """The API of a tool: from ``dump`` or ``source`` where one is given, else from ``executable`` or the program on PATH.

    A tool that Edascribe does not know may have any name, with a version behind ``@`` where its documents are read;
    ``python:PACKAGE`` is a Python package.
    Raises CatalogueError, which says what can be read of the tool and how.
    """
    builder = BUILDERS.get(tool) or _any_tool(tool)
    if sum(map(bool, (executable, source, dump))) > 1:
        raise CatalogueError("Give one of --exe, --source and --dump.")
    for option, path, read in (("--dump", dump, builder.read_dump), ("--source", source, builder.read_source)):
        if path is None:
            continue
        if read is None:
            raise CatalogueError(f"{tool} cannot be read with {option}. {_ways(builder)}")
        if not path.exists():
            raise CatalogueError(f"{path} does not exist. Correct the path behind {option}.")
        return read(path)
    if builder.ask is None:
        asked = ", ".join(name for name, known in BUILDERS.items() if known.ask is not None)
        raise CatalogueError(f"{tool} cannot be asked by Edascribe; these can: {asked}. {_ways(builder)}")
    return builder.ask(find_program(executable or builder.usual_program, tool))


def _ways(builder: Builder) -> str:
    """How a tool can be read, for a message."""
    ways = (("--exe PROGRAM", builder.ask), ("--source FOLDER", builder.read_source), ("--dump FILE", builder.read_dump))
    return f"It is read with {' or '.join(option for option, way in ways if way is not None)}."


def _any_tool(tool: str) -> Builder:
    """How a tool is read that has no builder of its own."""
    name, _, version = tool.partition("@")
    if name.startswith(python_package.PREFIX):
        package = name.removeprefix(python_package.PREFIX)
        return Builder(
            program=python_package.interpreter,
            ask=lambda python: python_package.build(package, python),
            read_source=lambda folder: python_package.read_folder(package, folder),
        )
    if re.fullmatch(r"[\w-]+", name) is None:
        raise CatalogueError(f"{name!r} is no name for a tool: letters, digits, `_` and `-` make one.")
    return Builder(
        read_source=lambda path: documents.read_documents(name, version, path),
        read_dump=lambda path: shells.read_dump(name, path, tcl_names()),
    )


def tcl_names() -> frozenset[str]:
    """The names of Tcl's own commands, which a tool has too."""
    return frozenset(load("tcl").names)


BUILDERS: Mapping[str, Builder] = {
    "klayout": Builder(program=klayout.program, ask=klayout.build, read_source=klayout.read_stubs),
    "openroad": Builder(
        program=PROGRAMS["openroad"],
        ask=lambda path: opensta.build("openroad", path, tcl_names()),
        read_source=lambda root: read_tree("openroad", root, tcl_names()),
    ),
    "openroad-python": Builder(read_source=lambda root: openroad_python.read_tree(root, source_version(root))),
    "opensta": Builder(
        program=PROGRAMS["opensta"],
        ask=lambda path: opensta.build("opensta", path, tcl_names()),
        read_source=lambda root: read_tree("opensta", root, tcl_names()),
    ),
    "tcl": Builder(program="tclsh", ask=lambda path: tcl.build(path, read_pack(SHIPPED / "tcl-8.6.json"))),
    "yosys": Builder(program=PROGRAMS["yosys"], ask=lambda path: yosys.build(path, tcl_names())),
}
