"""Asks an installed OpenSTA, or OpenROAD, which has OpenSTA inside, for its commands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from edascribe_codegen.catalogue.errors import CatalogueError
from edascribe_codegen.catalogue.procedures import Registry, commands, namespaces
from edascribe_codegen.catalogue.programs import TIME_LIMIT, ask_script
from edascribe_codegen.catalogue.schema import FORMAT, Command, Pack, Provenance, read_today

TITLES = {"opensta": "OpenSTA", "openroad": "OpenROAD"}

_SCRIPT = "opensta_dump.tcl"


def build(tool: str, executable: str, base: frozenset[str], *, time_limit: float = TIME_LIMIT) -> Pack:
    """The API of the program at ``executable``; ``tool`` is ``opensta`` or ``openroad``.

    ``base`` are the names of Tcl's own commands, which the program has too. It runs without its init files. Raises CatalogueError.
    """
    title = TITLES[tool]
    registry = ask_script(
        [executable, "-no_init", "-no_splash", "-exit", _SCRIPT],
        _SCRIPT,
        Registry,
        wanted="its commands",
        title=title,
        time_limit=time_limit,
    )
    if not registry.synopses:
        raise CatalogueError(f"{executable} has no commands in sta::cmd_args. Is it {title}? Name the right program with --exe.")
    provenance = read_today(executable)
    variables = {name for name in registry.variables if _own_variable(name)}
    # Those that are traced and not set are named in the bodies of the procedures only.
    variables.update(name for procedure in registry.procedures.values() for name in variables_in(procedure.body))
    return pack(
        tool,
        registry.version,
        commands(registry, base),
        variables=variables,
        provenance=provenance,
        modules=namespaces(registry),
    )


def pack(
    tool: str,
    version: str,
    entries: Iterable[Command],
    *,
    variables: Iterable[str],
    provenance: Provenance,
    modules: Iterable[str] = (),
) -> Pack:
    """The pack of OpenSTA or OpenROAD with these commands, of which the last of a name counts."""
    by_name = {command.name: command for command in entries}
    return Pack(
        format=FORMAT,
        tool=tool,
        version=version,
        language="tcl",
        title=TITLES[tool],
        commands=tuple(by_name[name] for name in sorted(by_name)),
        variables=tuple(sorted(set(variables))),
        base="tcl",
        contains="opensta" if tool == "openroad" else "",
        namespaces=("sta",),
        modules=tuple(sorted({*modules} - {"sta"})),
        parser="opensta",
        subscripts=True,
        provenance=provenance,
    )


def variables_in(text: str) -> Iterator[str]:
    """The tool's own variables that a text in Tcl names by their places at the top level."""
    yield from re.findall(r"(?<!\w)::(sta_\w+)\b(?!::)", text)


def _own_variable(name: str) -> bool:
    """Whether a global variable is the tool's own: Tcl's and the interface generator's are not."""
    return name.startswith("sta_") or name == "hierarchy_separator"
