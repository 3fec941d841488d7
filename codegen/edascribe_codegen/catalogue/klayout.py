"""Reads KLayout's Python API: by reflection in the program or in a Python that has the wheel, or from the wheel's stubs."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

import msgspec

from edascribe_codegen.catalogue.errors import CatalogueError
from edascribe_codegen.catalogue.programs import ask_script
from edascribe_codegen.catalogue.prose import first_sentence
from edascribe_codegen.catalogue.schema import FORMAT, Member, MemberKind, Pack, Provenance, Scope, read_today
from edascribe_codegen.catalogue.stubs import read_module

# The modules by which scripts get at the classes: the program has the first, the wheel all.
MODULES = ("pya", "klayout", "klayout.pya", "klayout.db", "klayout.lay", "klayout.rdb", "klayout.tl")

_SCRIPT = "klayout_dump.py"


def program() -> str:
    """KLayout's program where there is one on PATH, else this Python where it has the wheel."""
    return "klayout" if shutil.which("klayout") or not find_spec("klayout") else sys.executable


def build(executable: str) -> Pack:
    """The API of a KLayout program from 0.28 on, or of the wheel in the Python at ``executable``. Raises CatalogueError."""
    python = Path(executable).name.startswith("python")
    dump = ask_script(
        [executable, _SCRIPT] if python else [executable, "-b", "-r", _SCRIPT],
        _SCRIPT,
        _Dump,
        wanted="its classes",
        title="a Python that has the package klayout" if python else "KLayout 0.28 or newer",
        # The program has a window system even where it opens no window.
        environment={"QT_QPA_PLATFORM": "offscreen"},
    )
    return pack(dump.version, map(_scope, dump.classes), read_today(executable))


def read_stubs(folder: Path) -> Pack:
    """The API that the stubs of KLayout's wheel describe: ``folder`` is ``site-packages/klayout``. Raises CatalogueError."""
    stubs = sorted(folder.glob("*core.pyi"))
    if not stubs:
        raise CatalogueError(f"{folder} has no stubs of KLayout. Name the folder `klayout` among the packages of a Python.")
    versions = [path.stem.partition("-")[2] for path in folder.parent.glob("klayout-*.dist-info")]
    scopes = [scope for path in stubs for scope in _stub(path)]
    return pack(versions[0] if versions else "unknown", scopes, read_today(str(folder), "sources"))


def pack(version: str, scopes: Iterable[Scope], provenance: Provenance) -> Pack:
    """The pack of KLayout with these classes."""
    return Pack(
        format=FORMAT,
        tool="klayout",
        version=version,
        language="python",
        title="KLayout",
        commands=(),
        scopes=tuple(sorted(scopes, key=lambda scope: scope.full_name)),
        imports=MODULES,
        provenance=provenance,
    )


def _stub(path: Path) -> Iterator[Scope]:
    try:
        # The classes of `dbcore` are those of `klayout.db`.
        yield from read_module(path.read_text("utf-8"), f"klayout.{path.stem.removesuffix('core')}")
    except (OSError, SyntaxError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path} cannot be read ({error}). Install KLayout's wheel again.") from error


class _Form(msgspec.Struct, frozen=True):
    parameters: tuple[str, ...]
    returns: str
    doc: str


class _Method(msgspec.Struct, frozen=True):
    name: str
    static: bool
    forms: tuple[_Form, ...]


class _Property(msgspec.Struct, frozen=True):
    name: str
    static: bool
    getters: tuple[_Form, ...]
    setters: tuple[_Form, ...]


class _Class(msgspec.Struct, frozen=True):
    name: str
    module: str
    base: str
    doc: str
    methods: tuple[_Method, ...]
    properties: tuple[_Property, ...]


class _Dump(msgspec.Struct, frozen=True):
    version: str
    classes: tuple[_Class, ...]


def _scope(described: _Class) -> Scope:
    members = [
        Member(
            name=method.name,
            kind="classmethod" if method.static else "method",
            signatures=tuple(dict.fromkeys(_signature(form, method.name) for form in method.forms)),
            summary=_summary(method.forms),
        )
        for method in described.methods
    ]
    for value in described.properties:
        # What can only be set has the type of what is given.
        types = [form.returns for form in value.getters] or [form.parameters[0].partition(": ")[2] for form in value.setters]
        kind: MemberKind = "constant" if value.static else "attribute"
        members.append(Member(name=value.name, kind=kind, type=types[0] if types else "", summary=_summary(value.getters)))
    return Scope(
        name=described.name,
        module=f"klayout.{described.module}",
        bases=(described.base,) if described.base else (),
        members=tuple(members),
        summary=first_sentence(described.doc),
    )


def _signature(form: _Form, name: str) -> str:
    # A constructor tells what it makes; in Python's notation it returns nothing.
    return f"({', '.join(form.parameters)}) -> {'None' if name == '__init__' else form.returns}"


def _summary(forms: Iterable[_Form]) -> str:
    return next((summary for form in forms if (summary := first_sentence(form.doc))), "")
