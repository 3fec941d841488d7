"""The user's own library: the procedures of the workspace's Tcl files, found by name from where they are called.

A name means what the file itself defines, else what the files define that it sources or that source it, at any distance, else
what any file of the workspace defines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

import msgspec

from edascribe_codegen.declared import Contract, contracts
from edascribe_codegen.outline import Outline, Proc, meanings, outline
from edascribe_codegen.project import SUFFIXES, find_files, read_text, source_target
from edascribe_grammars import parse

TCL_SUFFIXES = SUFFIXES - {".py"}
# A longer script is generated, and defines nothing that a person would call; in bytes.
LARGEST = 2_000_000
# More files than these are no project of scripts.
MOST_FILES = 20_000


class Entry(msgspec.Struct, frozen=True):
    """What one file gives to others: its procedures, the names it makes commands of, its global variables, what it sources.

    ``links`` are the words that name the sourced files, each with the file, None where there is none. ``names`` are the names that
    stand in the file as those of commands or global variables, each its last part; None where nobody has looked for them.
    """

    path: str
    procs: tuple[Proc, ...] = ()
    defined: frozenset[str] = frozenset()
    globals: frozenset[str] = frozenset()
    sources: tuple[str, ...] = ()
    links: dict[str, str | None] = {}
    names: frozenset[str] | None = None


class Found(NamedTuple):
    """A procedure and the file that defines it."""

    path: str
    proc: Proc


class Workspace:
    """The files' entries, to be looked up. Not to be used by several threads at once."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._by_name: defaultdict[str, dict[str, Proc]] = defaultdict(dict)
        self._near: dict[str, tuple[str, ...]] = {}
        self._defined: frozenset[str] = frozenset()
        self._stale = False
        self._contracts: dict[str, dict[str, Contract | None]] = {}
        # The files whose contracts have not changed since they were looked up.
        self._held: set[str] = set()

    def put(self, entry: Entry) -> None:
        """Takes a file's entry in place of the one it had."""
        old = self._entries.get(entry.path)
        if old == entry:
            return
        if old is None or old.sources != entry.sources:
            self._near.clear()
            self._held.clear()
        elif list(map(_CALLED, old.procs)) != list(map(_CALLED, entry.procs)):
            self._held.clear()
        if old is None or old.defined != entry.defined:
            self._stale = True
        self._take_away(old)
        self._entries[entry.path] = entry
        for proc in entry.procs:
            self._by_name[proc.name][entry.path] = proc

    def remove(self, path: str) -> None:
        """Forgets a file, and all files below it where it is a folder."""
        for known in [known for known in self._entries if known == path or known.startswith(path.rstrip("/") + "/")]:
            self._take_away(self._entries.pop(known))
            self._near.clear()
            self._held.clear()
            self._stale = True

    def entry(self, path: str) -> Entry | None:
        """What is known of a file."""
        return self._entries.get(path)

    @property
    def paths(self) -> Sequence[str]:
        """The files."""
        return tuple(self._entries)

    @property
    def defined(self) -> frozenset[str]:
        """The names that the files make commands of; the same object as long as they are the same."""
        if self._stale:
            found = frozenset().union(*[entry.defined for entry in self._entries.values()])
            self._defined = self._defined if found == self._defined else found
            self._stale = False
        return self._defined

    def find(self, name: str, namespace: str, path: str) -> tuple[Found, ...]:
        """The procedures that a name may mean in a namespace of a file, from the nearest place that has any."""
        for meaning in meanings(name, namespace):
            having = self._by_name.get(meaning)
            if having:
                near = [file for file in self.near(path) if file in having]
                return tuple([Found(file, having[file]) for file in (near[:1] if near[:1] == [path] else near) or having])
        return ()

    def visible(self, path: str, wanted: Callable[[str], object]) -> Iterator[Found]:
        """The procedures whose names are wanted, each name once, those of the nearest files first."""
        seen = set()
        for file in self.near(path):
            entry = self._entries.get(file)
            for proc in entry.procs if entry is not None else ():
                if proc.name not in seen and wanted(proc.name):
                    seen.add(proc.name)
                    yield Found(file, proc)
        for name, having in self._by_name.items():
            if name not in seen and wanted(name):
                yield Found(*next(iter(having.items())))

    def named(self, wanted: Callable[[str], object]) -> Iterator[Found]:
        """All procedures whose names are wanted."""
        for name, having in self._by_name.items():
            if wanted(name):
                yield from map(Found, having.keys(), having.values())

    def near(self, path: str) -> tuple[str, ...]:
        """The file itself and those that it is connected with by ``source``, the nearest first."""
        if path not in self._near:
            sourcing: defaultdict[str, list[str]] = defaultdict(list)
            for entry in self._entries.values():
                for source in entry.sources:
                    sourcing[source].append(entry.path)
            order = {path: None}
            pending = [path]
            for file in pending:
                known = self._entries.get(file)
                for other in (*(known.sources if known else ()), *sourcing[file]):
                    if other not in order:
                        order[other] = None
                        pending.append(other)
            self._near[path] = tuple(order)
        return self._near[path]

    def contracts(self, path: str) -> Mapping[str, Contract | None]:
        """What calls in a file are held to, of procedures of the files that it is connected with.

        The same object as long as it is the same.
        """
        if path not in self._held:
            entries = [entry for file in self.near(path) if file != path and (entry := self._entries.get(file)) is not None]
            found = contracts(proc for entry in entries for proc in entry.procs)
            if self._contracts.get(path) != found:
                self._contracts[path] = found
            self._held.add(path)
        return self._contracts[path]

    def globals(self, path: str) -> frozenset[str]:
        """The global variables of a file and of those that it is connected with."""
        entries = [self._entries.get(file) for file in self.near(path)]
        return frozenset().union(*[entry.globals for entry in entries if entry is not None])

    def _take_away(self, entry: Entry | None) -> None:
        if entry is None:
            return
        for proc in entry.procs:
            self._by_name[proc.name].pop(entry.path, None)
            if not self._by_name[proc.name]:
                del self._by_name[proc.name]


def entry_of(path: str, found: Outline, previous: Entry | None = None) -> Entry:
    """A file's entry; ``previous`` is the one it had, which spares looking again for the files it sources."""
    known = {} if previous is None else previous.links
    links = {word: known[word] if word in known else source_target(path, word) for _, _, word in found.sources}
    sources = tuple(dict.fromkeys([target for target in links.values() if target]))
    return Entry(path, found.procs, frozenset(found.defined), found.globals, sources, links)


def read_entry(path: str) -> Entry | None:
    """The entry of a file on disk; None for one that is not there or is too large."""
    file = Path(path)
    try:
        if not file.is_file() or file.stat().st_size > LARGEST:
            return None
        found = outline(parse(read_text(file), "tcl"))
        return msgspec.structs.replace(entry_of(path, found), names=found.names)
    except OSError:
        # A file that went away or may not be read defines nothing here.
        return None


def tcl_files(folders: Iterable[Path]) -> list[str]:
    """The Tcl files below folders, at most ``MOST_FILES``."""
    paths: list[str] = []
    for folder in folders:
        if folder.is_dir():
            for path in find_files([folder]):
                if path.suffix.lower() in TCL_SUFFIXES:
                    paths.append(str(path))
                    if len(paths) >= MOST_FILES:
                        return paths
    return paths


# What tells how a procedure is called.
_CALLED = attrgetter("name", "parameters", "declared", "parsed")
