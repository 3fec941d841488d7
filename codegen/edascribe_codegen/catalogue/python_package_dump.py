"""Runs in the user's Python: says where the modules of a package are, and describes those that are compiled and have no stub.

The package's name is the only argument; the answer goes, as JSON, into the file that EDASCRIBE_DUMP names. Modules in Python are
not imported, but a compiled one has to be. Nothing of this package is needed.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import inspect
import json
import os
import re
import sys
from collections.abc import Iterator
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import Any

ASIDE = {"test", "tests", "testing", "__pycache__"}


def folders_of(package: str) -> list[Path]:
    """The folders of a package, those of its stubs first."""
    spec = importlib.util.find_spec(package)
    stubs = [Path(entry, f"{package}-stubs") for entry in sys.path]
    own = [Path(place) for place in spec.submodule_search_locations or ()] if spec else []
    return [folder for folder in (*stubs, *own) if folder.is_dir()]


def modules_of(package: str) -> Iterator[tuple[str, Path]]:
    """The modules of a package by their names, each with its file; of several files of one, the stub comes first."""
    folders = folders_of(package)
    for folder in folders:
        for path in sorted(folder.rglob("*"), key=lambda path: (path.suffix != ".pyi", str(path))):
            parts = path.relative_to(folder).with_name(path.name.partition(".")[0]).parts
            known = path.suffix in {".py", ".pyi"} or path.name.endswith(tuple(EXTENSION_SUFFIXES))
            if known and ASIDE.isdisjoint(parts) and all(part.isidentifier() for part in parts):
                yield ".".join((package, *(part for part in parts if part != "__init__"))), path
    spec = importlib.util.find_spec(package)
    if not folders and spec is not None and spec.origin:
        stub = Path(spec.origin).with_name(f"{package}.pyi")
        yield package, stub if stub.is_file() else Path(spec.origin)


def version_of(package: str) -> str:
    """The version of the distribution that a package belongs to; the Python's own where it belongs to none."""
    names = importlib.metadata.packages_distributions().get(package, [])
    return importlib.metadata.version(names[0]) if names else sys.version.split()[0]


def forms_of(found: Any, name: str) -> list[str]:
    """The forms of a call in Python's notation, as its signature or the first lines of its text tell them."""
    text = inspect.getdoc(found) or ""
    # What binds C++ to Python writes them there, numbered where there are several.
    told = re.findall(rf"^(?:\d+\. )?{re.escape(name)}(\(.*\).*)$", text, re.MULTILINE)
    told = [form for form in told if form != "(*args, **kwargs)"] or told
    if told:
        return told
    try:
        return [str(inspect.signature(found))]
    except (TypeError, ValueError):
        return []


def described_member(name: str, found: Any) -> dict[str, Any]:
    """A member by what it is, with its forms and its text."""
    text = inspect.getdoc(found) or ""
    if isinstance(found, property) or inspect.isdatadescriptor(found):
        return {"name": name, "kind": "attribute", "forms": [], "doc": text}
    kind = "classmethod" if isinstance(found, classmethod) else "function" if isinstance(found, staticmethod) else "method"
    found = getattr(found, "__func__", found)
    if callable(found):
        return {"name": name, "kind": kind, "forms": forms_of(found, name), "doc": text}
    return {"name": name, "kind": "constant", "forms": [], "doc": "", "type": type(found).__name__}


def described(module: Any, name: str) -> dict[str, Any]:
    """A compiled module: its classes and its own members."""
    classes = []
    members = []
    for key, found in sorted(vars(module).items()):
        if key.startswith("_"):
            continue
        if inspect.isclass(found):
            # Getting an attribute may run code of the package; what the class itself has says enough.
            own = [pair for pair in vars(found).items() if not pair[0].startswith("_") or pair[0] == "__init__"]
            classes.append({
                "name": key,
                "bases": [base.__name__ for base in found.__bases__ if base is not object],
                "doc": inspect.getdoc(found) or "",
                "members": [described_member(*pair) for pair in own],
            })  # fmt: skip
        elif not inspect.ismodule(found):
            members.append(described_member(key, found))
    return {"name": name, "doc": inspect.getdoc(module) or "", "members": members, "classes": classes}


def main(package: str) -> None:
    """Writes the answer."""
    files: dict[str, Path] = {}
    for name, path in modules_of(package):
        files.setdefault(name, path)
    compiled = []
    failed = {}
    for name, path in files.items():
        if path.suffix not in {".py", ".pyi"}:
            try:
                compiled.append(described(importlib.import_module(name), name))
            except Exception as error:  # noqa: BLE001  # whatever a package does when it is imported
                failed[name] = f"{type(error).__name__}: {error}"
    sources = {name: str(path) for name, path in files.items() if path.suffix in {".py", ".pyi"}}
    answer = {"version": version_of(package), "sources": sources, "compiled": compiled, "failed": failed}
    Path(os.environ["EDASCRIBE_DUMP"]).write_text(json.dumps(answer), "utf-8")


main(sys.argv[1])
