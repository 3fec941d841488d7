"""Reads the API of any Python package: stubs and sources are parsed, compiled modules describe themselves in a sandbox."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from edascribe_codegen.catalogue.errors import CatalogueError
from edascribe_codegen.catalogue.programs import ask_script
from edascribe_codegen.catalogue.prose import first_sentence
from edascribe_codegen.catalogue.schema import FORMAT, Member, MemberKind, Pack, Provenance, Scope, read_today
from edascribe_codegen.catalogue.stubs import read_module

PREFIX = "python:"

_log = logging.getLogger(__name__)

_SCRIPT = "python_package_dump.py"


def interpreter() -> str:
    """The Python whose packages are read: the one that EDASCRIBE_PYTHON_EXECUTABLE names, or this one."""
    return os.environ.get("EDASCRIBE_PYTHON_EXECUTABLE") or sys.executable


def build(package: str, python: str) -> Pack:
    """The API of a package that is installed for the Python at ``python``. Raises CatalogueError."""
    if not package.isidentifier():
        raise CatalogueError(
            f"{package!r} is no name of a Python package. Name it as a script imports it: {PREFIX}siliconcompiler."
        )
    dump = ask_script(
        [python, _SCRIPT, package],
        _SCRIPT,
        _Dump,
        wanted=f"the modules of {package}",
        title="Python",
        # The folder of packages that a user has installed for themselves is told by the home, which is another here.
        environment={"PYTHONUSERBASE": str(Path("~/.local").expanduser())},
    )
    for module, reason in dump.failed.items():
        _log.warning("%s cannot be imported (%s) and is left out.", module, reason)
    scopes = [scope for name, path in dump.sources.items() for scope in _read(name, Path(path))]
    scopes += [scope for module in dump.compiled for scope in _scopes(module)]
    if not scopes:
        why = "; ".join(dump.failed.values()) or "it is not installed there, or has no code"
        raise CatalogueError(f"{python} has no package {package} that can be read ({why}). Name another Python with --exe.")
    return _pack(package, dump.version, scopes, read_today(python))


def read_folder(package: str, folder: Path) -> Pack:
    """The API of a package from the folder of its sources or stubs. Raises CatalogueError."""
    scopes: list[Scope] = []
    paths = sorted(folder.rglob("*.py*"), key=lambda path: (path.suffix != ".pyi", str(path)))
    seen: set[str] = set()
    for path in paths:
        parts = path.relative_to(folder).with_suffix("").parts
        name = ".".join((package, *(part for part in parts if part != "__init__")))
        if path.suffix in (".py", ".pyi") and not {"test", "tests"}.intersection(parts) and name not in seen:
            seen.add(name)
            scopes += _read(name, path)
    if not scopes:
        raise CatalogueError(f"{folder} has no Python modules. Name the folder of the package {package}.")
    provenance = read_today(str(folder), "sources")
    return _pack(package, provenance.date, scopes, provenance)


def _pack(package: str, version: str, scopes: Iterable[Scope], provenance: Provenance) -> Pack:
    return Pack(
        format=FORMAT,
        tool=package.replace("_", "-"),
        version=version,
        language="python",
        title=package,
        commands=(),
        scopes=tuple(sorted(scopes, key=lambda scope: (scope.full_name.count("."), scope.full_name))),
        imports=(package,),
        provenance=provenance,
    )


def _read(module: str, path: Path) -> Iterator[Scope]:
    """The scopes of a module in Python; one that no Python of this age can read is left out with a warning."""
    try:
        yield from read_module(path.read_text("utf-8"), module, private=False)
    except (OSError, SyntaxError, UnicodeDecodeError, RecursionError) as error:
        _log.warning("%s cannot be read (%s) and is left out.", path, error)


class _Told(msgspec.Struct, frozen=True):
    name: str
    kind: MemberKind
    forms: tuple[str, ...]
    doc: str
    type: str = ""


class _Class(msgspec.Struct, frozen=True):
    name: str
    bases: tuple[str, ...]
    doc: str
    members: tuple[_Told, ...]


class _Module(msgspec.Struct, frozen=True):
    name: str
    doc: str
    members: tuple[_Told, ...]
    classes: tuple[_Class, ...]


class _Dump(msgspec.Struct, frozen=True):
    version: str
    sources: dict[str, str]
    compiled: tuple[_Module, ...]
    failed: dict[str, str]


def _scopes(module: _Module) -> Iterator[Scope]:
    """The scopes of a compiled module."""
    if module.members:
        members = tuple(_member(told, module.name, inside=False) for told in module.members)
        yield Scope(name="", module=module.name, members=members, summary=first_sentence(module.doc))
    for found in module.classes:
        members = tuple(_member(told, module.name, inside=True) for told in found.members)
        # What makes Python's classes of those in C++ has a base of its own for all.
        bases = tuple(base for base in found.bases if base in {other.name for other in module.classes})
        yield Scope(name=found.name, module=module.name, bases=bases, members=members, summary=first_sentence(found.doc))


def _member(told: _Told, module: str, *, inside: bool) -> Member:
    kind: MemberKind = told.kind if inside or told.kind != "method" else "function"
    forms = tuple(dict.fromkeys(_plain(form, module) for form in told.forms))
    text = "" if told.forms and told.doc.startswith(f"{told.name}(") else first_sentence(told.doc)
    return Member(name=told.name, kind=kind, signatures=forms, type=told.type, summary=text)


def _plain(form: str, module: str) -> str:
    """A form without the receiver, with the short names of the module's and of C++'s types, and no values that are no code."""
    form = form.replace(f"{module}.", "")
    form = re.sub(r"\b(?:\w+::)+(?=\w)", "", form)
    form = re.sub(r"<[^<>]*>(?=[,)])", "...", form)
    return re.sub(r"^\((?:self|/|cls)(?:: [^,()]*)?(?:, /)?(?:, |(?=\)))", "(", form)
