"""Files as one request sees them: open documents as they stand, others as they are on disk."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types
from pygls.uris import from_fs_path

from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.meaning import Around
from edascribe_codegen.navigate import Place, Subject, subject_at
from edascribe_codegen.outline import Outline, outline
from edascribe_codegen.project import read_text
from edascribe_codegen.python_api import PythonChecker
from edascribe_codegen.workspace import Workspace
from edascribe_grammars import Shapes, parse
from edascribe_lsp import convert
from edascribe_lsp.analysis import Target
from edascribe_lsp.documents import Document
from edascribe_lsp.session import Session

# Seconds that a search goes on before it lets other requests in.
_SLICE = 0.005


class Files:
    """Files by their path: those that are open as they stand, others as they are on disk, each read once."""

    def __init__(
        self, opened: dict[str, tuple[Document, Outline]], workspace: Workspace, encoding: str, shapes: Shapes | None = None
    ) -> None:
        self._opened = opened
        self._workspace = workspace
        self._encoding = encoding
        self._shapes = shapes
        self._lines: dict[str, convert.Lines | None] = {}
        self._outlines: dict[tuple[str, str], Outline | None] = {}

    async def load(self, paths: Iterable[str], word: str = "") -> None:
        """Reads files in a thread, since a disk may be far away; with a word also the outlines of those that have it."""
        wanted = [path for path in paths if path not in self._opened and (not word or self._may_have(path, word))]

        def read() -> None:
            for path in wanted:
                self.read(path, word) if word else self.lines(path)

        if wanted:
            await asyncio.to_thread(read)

    def read(self, path: str, word: str) -> Outline | None:
        """The outline of a file whose text has a word; None for one that has not or cannot be read."""
        if path in self._opened:
            found = self._opened[path][1]
            return found if word in found.syntax.text else None
        if not self._may_have(path, word):
            return None
        if (path, word) not in self._outlines:
            lines = self.lines(path)
            has = lines is not None and word in lines.text
            self._outlines[path, word] = outline(parse(lines.text, "tcl", self._shapes)) if lines is not None and has else None
        return self._outlines[path, word]

    def uri(self, path: str) -> str:
        """A file's URI, of an open one as the client names it."""
        return self._opened[path][0].uri if path in self._opened else from_fs_path(path) or path

    def location(self, place: Place) -> types.Location | None:
        """A place as the client knows it; None where its file is gone."""
        lines = self.lines(place.path)
        if lines is None:
            return None
        return types.Location(uri=self.uri(place.path), range=lines.range(place.start, place.end))

    def open_document(self, path: str) -> Document | None:
        """The document of a file that is open."""
        return self._opened[path][0] if path in self._opened else None

    def _may_have(self, path: str, word: str) -> bool:
        entry = self._workspace.entry(path)
        return entry is None or entry.names is None or word in entry.names

    def lines(self, path: str) -> convert.Lines | None:
        """A file's text; None for one that cannot be read."""
        if path in self._opened:
            return self._opened[path][0].lines
        if path not in self._lines:
            try:
                self._lines[path] = convert.Lines(convert.sound(read_text(Path(path))), self._encoding)
            except OSError:
                self._lines[path] = None
        return self._lines[path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place in a document of a known tool, with what is needed to say something about it."""

    document: Document
    offset: int
    outline: Outline
    catalogue: Catalogue
    around: Around


async def spot_at(ls: Session, uri: str, position: types.Position) -> Spot | None:
    """A place in an open document; None where it is not open or its tool is not known."""
    document = ls.documents.get(uri)
    if document is None:
        return None
    target = await ls.analyser.target(document, ls.settings)
    if target.catalogue is None or not target.is_wanted:
        return None
    return Spot(
        document=document,
        offset=document.lines.offset(position),
        outline=await ls.analyser.outline(target),
        catalogue=target.catalogue,
        around=ls.around(document),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PythonSpot:
    """A place in a Python document, and who knows about it."""

    document: Document
    offset: int
    checker: PythonChecker


async def python_at(ls: Session, uri: str, position: types.Position) -> PythonSpot | None:
    """A place in an open Python document; None where it is not open, not in Python or left to others."""
    document = ls.documents.get(uri)
    if document is None:
        return None
    target = await ls.analyser.target(document, ls.settings)
    if target.language != "python" or not target.is_wanted:
        return None
    return PythonSpot(document=document, offset=document.lines.offset(position), checker=await ls.analyser.python(ls.settings))


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A document as it stands, with its outline and surroundings, and all other files."""

    document: Document
    target: Target
    outline: Outline
    around: Around
    files: Files

    def subject(self, position: types.Position) -> Subject | None:
        """The procedure or variable at a position."""
        return subject_at(self.outline, self.document.lines.offset(position), self.around)


async def view_of(ls: Session, uri: str) -> View | None:
    """A document and all other files; None where it is not open or no Tcl."""
    document = ls.documents.get(uri)
    if document is None:
        return None
    target = await ls.analyser.target(document, ls.settings)
    if target.language != "tcl":
        return None
    found = await ls.analyser.outline(target)
    files = await files_of(ls, found.syntax.shapes)
    return View(document=document, target=target, outline=found, around=ls.around(document), files=files)


async def files_of(ls: Session, shapes: Shapes | None = None) -> Files:
    """All files, of which the open ones are up to date in the workspace, too."""
    opened = {}
    for document in ls.documents:
        found = await ls.analyser.outline(await ls.analyser.target(document, ls.settings))
        if found.syntax.language == "tcl":
            opened[document.name] = (document, found)
    return Files(opened, ls.analyser.workspace, ls.documents.encoding, shapes)


async def collect(groups: Iterator[list[Place]]) -> list[Place]:
    """All places of a search, which lets other requests in while it goes on."""
    places: list[Place] = []
    until = time.monotonic() + _SLICE
    for group in groups:
        places += group
        if time.monotonic() > until:
            await asyncio.sleep(0)
            until = time.monotonic() + _SLICE
    return places
