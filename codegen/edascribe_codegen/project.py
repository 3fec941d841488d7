"""Checks many files as the project they are: each against its own tool, with the procs of the others and of sourced files known."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

from edascribe_codegen.catalogue import Catalogue, named, resolve
from edascribe_codegen.check import check_syntax, shapes_of
from edascribe_codegen.declared import contracts
from edascribe_codegen.detect import Detection, detect
from edascribe_codegen.outline import Proc, given_to_others, procedures_in, with_declarations
from edascribe_codegen.python_api import PythonApiError, PythonChecker
from edascribe_codegen.repair import repair
from edascribe_grammars import Fault, Language, Syntax, parse

SUFFIXES = frozenset({".tcl", ".sdc", ".xdc", ".upf", ".cpf", ".tm", ".py"})
SKIPPED = frozenset({".git", ".venv", "venv", "node_modules", "__pycache__", "build", "dist"})
# A process for every so many files: fewer are checked before another process has started.
_FILES_A_PROCESS = 16
# Characters at the beginning of a file that show whether it is a text.
_HEAD = 8_000
# What has procedures, or others' procedures, says so.
# The end of a word after `source` that is literal: what stands before it is often a variable or `[file dirname [info script]]`.
_TARGET = re.compile(r"(?:^|[/\s\"{])(?!\$)([\w.-]+(?:/[\w.-]+)*|/[\w./-]+)[\"\]} \t]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """One file with its faults in text order.

    ``fixed`` is the text with the certain fixes applied, None where there are none. ``note`` says what was not checked, and why.
    """

    path: Path
    text: str
    language: Language
    faults: tuple[Fault, ...]
    fixed: str | None = None
    note: str = ""


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and all scripts below the folders named, in a stable order.

    Raises:
        OSError: a path does not exist or a folder cannot be read.
    """
    for path in paths:
        if not path.is_dir():
            if not path.exists():
                raise FileNotFoundError(2, os.strerror(2), str(path))
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if name not in SKIPPED)
            yield from (Path(folder, name) for name in sorted(names) if Path(name).suffix.lower() in SUFFIXES)


def check_project(
    files: Sequence[Path], tool: str = "", *, default: str = "", default_version: str = "", python: str = "", processes: int = 0
) -> Iterator[CheckedFile]:
    """Checks files side by side and yields them in their order, each as soon as it is done.

    ``tool`` is ``TOOL``, ``TOOL@VERSION`` or a catalogue's file for all of them, else each is told by its text; ``default`` and its
    version are for those that do not say it themselves. ``python`` is the interpreter whose packages Python files use, by default
    this one. ``processes`` is how many may run, 0 for as many as there are cores.

    Raises:
        CatalogueError: a tool is not known.
        OSError: a file cannot be read.
    """
    defined = frozenset(definitions(files))
    work = partial(_check_file, tool=tool, default=default, default_version=default_version, defined=defined)
    wanted = min(processes or os.cpu_count() or 1, len(files) // _FILES_A_PROCESS)
    if wanted < 2:
        yield from _with_python_api(map(work, files), python)
        return
    # The language server imports this module at its start, and needs no processes.
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(wanted) as pool:
        yield from _with_python_api(pool.map(work, files, chunksize=8), python)


def catalogue_for(tool: str, found: Detection) -> Catalogue:
    """The catalogue that the user names, else that of what a file is found to be for."""
    return named(tool, found.folders) if tool else resolve(found.tool, found.version, folders=found.folders)


def read_text(path: Path) -> str:
    """A file's text; bytes that are not UTF-8 are shown as such and change nothing else."""
    return path.read_bytes().decode("utf-8", errors="replace")


def _check_file(path: Path, *, tool: str, default: str, default_version: str, defined: frozenset[str]) -> CheckedFile:
    text = read_text(path)
    found = detect(text, path=str(path), default=default, default_version=default_version)
    null = text.find("\0", 0, _HEAD)
    if null >= 0:
        # What else could be said of a program or a picture would only bury this.
        fault = Fault(code="syntax/not-text", message="This is not a text file.", start=null, end=null + 1)
        return CheckedFile(path=path, text=text, language=found.language, faults=(fault,))
    catalogue = catalogue_for(tool, found)
    syntax = parse(text, found.language, shapes_of(catalogue))
    sourced = contracts(_sourced_procs(path, _targets(path, syntax))) if "source" in text else {}
    faults = check_syntax(syntax, catalogue, defined=defined, elsewhere=sourced).faults
    return CheckedFile(path=path, text=text, language=found.language, faults=faults, fixed=_fixed(text, faults))


def _with_python_api(files: Iterable[CheckedFile], python: str) -> Iterator[CheckedFile]:
    """The files, those in Python with their use of APIs checked, by one checker that starts with the first of them."""
    checker = PythonChecker(python)
    with asyncio.Runner() as runner:
        try:
            for file in files:
                if file.language != "python":
                    yield file
                    continue
                try:
                    found = runner.run(checker.faults(file.text, str(file.path)))
                except PythonApiError as error:
                    yield replace(file, note=str(error))
                    continue
                faults = tuple(sorted((*file.faults, *found), key=lambda fault: (fault.start, fault.end)))
                yield replace(file, faults=faults, fixed=_fixed(file.text, faults))
        finally:
            runner.run(checker.aclose())


def _fixed(text: str, faults: Iterable[Fault]) -> str | None:
    """The text with the certain fixes applied, None where there are none."""
    fixed, fixes = repair(text, (fault for fault in faults if fault.severity != "information"), 0, len(text))
    # Writing a text back whose bytes were not all UTF-8 would lose those that were not.
    return fixed if fixes and "\ufffd" not in text else None


def definitions(files: Sequence[Path]) -> Iterator[str]:
    """The commands that the files, and those that they source, define, qualified and without their namespaces."""
    waiting = [str(path) for path in files if path.suffix.lower() != ".py"]
    seen = set()
    while waiting:
        path = waiting.pop()
        resolved = os.path.realpath(path)
        if resolved in seen:
            continue
        seen.add(resolved)
        try:
            text = read_text(Path(path))
        except OSError:
            # A file that cannot be read is reported where it is checked; one that is only sourced is not there to define anything.
            continue
        defined, sources = given_to_others(parse(text, "tcl"))
        yield from defined
        waiting += [target for word in sources if (target := source_target(path, word))]


def _sourced_procs(path: Path, waiting: list[Path]) -> Iterator[Proc]:
    """The procedures of the files that a script sources, those that are waiting and those that they source in turn."""
    seen = {path.resolve()}
    while waiting:
        file = waiting.pop()
        if file.resolve() not in seen:
            seen.add(file.resolve())
            try:
                status = file.stat()
            except OSError:
                # A file that cannot be read defines nothing here.
                continue
            procs, further = _procs_of(file, status.st_mtime_ns, status.st_size)
            yield from procs
            waiting += further


@lru_cache(maxsize=1024)
def _procs_of(path: Path, _modified: int, _size: int) -> tuple[tuple[Proc, ...], tuple[Path, ...]]:
    """The procedures of a file as it stands on disk, and the files that it sources."""
    syntax = parse(read_text(path), "tcl")
    parts = [part for chunk in syntax.chunks if (part := procedures_in(chunk)) is not None]
    return tuple(with_declarations(parts)), tuple(_targets(path, syntax))


def _targets(path: Path, syntax: Syntax) -> list[Path]:
    """The files that a script sources itself."""
    _, words = given_to_others(syntax)
    return [Path(target) for word in words if (target := source_target(str(path), word))]


def source_target(path: str, word: str) -> str | None:
    """The file that a word after ``source`` names, looked for from the script's own folder and those above it."""
    match = _TARGET.search(word)
    found = None if match is None else find_sourced(Path(path), match[1])
    return None if found is None else str(found)


def find_sourced(path: Path, name: str) -> Path | None:
    """The file of a name that a script sources, looked for from the script's own folder and those above it."""
    places = [path.parent, *path.parent.parents[:3]]
    found = next((place / name for place in places if (place / name).is_file()), None)
    # A file has one name, also where it is sourced as `../lib/a.tcl`.
    return None if found is None else Path(os.path.normpath(found))
