"""What is known about one version of a document: its tool, that tool's catalogue, its syntax and its faults."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from operator import is_
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, ParamSpec, TypeVar

from edascribe_codegen.catalogue import Catalogue, CatalogueError, problems, resolve
from edascribe_codegen.check import Checked, check_syntax, shapes_of
from edascribe_codegen.declared import Contract
from edascribe_codegen.detect import Detection, detect
from edascribe_codegen.marks import Fold, Kept, folds_of
from edascribe_codegen.outline import Outline, given_to_others, outline
from edascribe_codegen.project import source_target
from edascribe_codegen.python_api import PythonApiError, PythonChecker
from edascribe_codegen.workspace import Entry, Workspace, entry_of, read_entry
from edascribe_grammars import TCL_SHAPES, Fault, Language, Shapes, Syntax, edit, parse
from edascribe_lsp.compare import differences
from edascribe_lsp.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from edascribe_lsp.documents import Document, Documents
    from edascribe_lsp.settings import Settings

P = ParamSpec("P")
R = TypeVar("R")

# Longer texts, in characters, are looked at in a thread so that requests are answered meanwhile.
LARGE = 200_000

# A shorter text is asked at each change which tool it is for; in a longer one that takes too long. In characters.
_SHORT = 4_000
_HEAD = 4_000

# What the editor calls a language is believed before the text is asked.
_LANGUAGES: dict[str, Language] = {"python": "python", "tcl": "tcl", "sdc": "tcl", "upf": "tcl", "xdc": "tcl"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a document is written for, by these settings; ``catalogue`` is None for a tool that is not known."""

    document: Document
    settings: Settings
    detection: Detection
    language: Language
    catalogue: Catalogue | None

    @property
    def is_wanted(self) -> bool:
        """Whether there is anything to say of it: of Python only where the settings do not leave it to others."""
        wanted = self.settings.python_files
        return self.language != "python" or wanted == "all" or (wanted == "tools" and self.detection.tool != "python")


class _Around(NamedTuple):
    """What the workspace defines for a document: names of commands, and what calls of its procedures are held to."""

    defined: frozenset[str]
    elsewhere: Mapping[str, Contract | None]


class Analyser:
    """Looks at documents, at each version once, with the catalogues of one session and the procedures of its workspace."""

    def __init__(self, documents: Documents, folders: Callable[[], tuple[Path, ...]], report: Callable[[str], None]) -> None:
        self.workspace = Workspace()
        self._documents = documents
        self._folders = folders
        self._report = report
        self._catalogues: dict[_Wanted, asyncio.Task[Catalogue | None]] = {}
        self._told: set[str] = set()
        self._targets: dict[str, Target] = {}
        self._detected: dict[str, _Detected] = {}
        self._outlines: dict[str, tuple[Document, Outline]] = {}
        self._checked: dict[str, tuple[Target, _Around, Checked]] = {}
        # Documents whose sourced files are to be looked for again, since files may have come or gone.
        self._unlinked: set[str] = set()
        self._folds: dict[str, Kept[tuple[Fold, ...]]] = {}
        self._tokens: dict[str, Tokens] = {}
        self._python: tuple[str, PythonChecker] | None = None
        self._python_trouble = ""
        self._python_faults: dict[str, tuple[Document, tuple[Fault, ...]]] = {}
        # One thread: of several versions of a large text, those that wait are dropped when a newer one comes.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="analysis")

    async def target(self, document: Document, settings: Settings) -> Target:
        """What a document is written for, as it stands."""
        known = self._targets.get(document.uri)
        if known is not None and known.document is document and known.settings is settings:
            return known
        detected = self._detected.get(document.uri)
        if detected is None or not detected.holds(document, settings):
            detected = self._detected[document.uri] = await self._aside(document, _detect, document, settings, self._folders())
        catalogue = await self._catalogue(detected.detection, settings)
        target = Target(
            document=document,
            settings=settings,
            detection=detected.detection,
            language=detected.language,
            catalogue=catalogue,
        )
        self._targets[document.uri] = target
        return target

    async def outline(self, target: Target) -> Outline:
        """What a document defines and uses, as it stands; the workspace knows it then, too."""
        document = target.document
        known = self._outlines.get(document.uri)
        shapes = TCL_SHAPES if target.catalogue is None else shapes_of(target.catalogue)
        unlinked = document.uri in self._unlinked
        if known is not None and known[0] is document and known[1].syntax.shapes is shapes and not unlinked:
            return known[1]
        before = None if unlinked else self.workspace.entry(document.name)
        self._unlinked.discard(document.uri)
        found, entry = await self._aside(document, _outline, target, shapes, known[1] if known else None, before)
        self._outlines[document.uri] = (document, found)
        if entry is not None:
            self.workspace.put(entry)
        return found

    async def check(self, target: Target) -> Checked:
        """The syntax and the faults of a document as it stands; where there is no catalogue, those of syntax alone."""
        document = target.document
        found = await self.outline(target)
        around = self._around(document)
        known = self._checked.get(document.uri)
        if known is not None and known[0] is target and all(map(is_, known[1], around)):
            return known[2]
        checked = await self._aside(document, _check, found.syntax, target.catalogue, known[2] if known else None, around)
        self._checked[document.uri] = (target, around, checked)
        return checked

    async def of_text(self, target: Target, text: str) -> tuple[Outline, Checked]:
        """The outline and the check of what a document would be with a text that is little different from its own, or the same."""
        found, checked = await self.outline(target), await self.check(target)
        if text == target.document.text:
            return found, checked
        around = self._around(target.document)
        return await self._aside(target.document, _of_text, found, checked, text, target.catalogue, around)

    @property
    def outdated(self) -> list[str]:
        """The URIs of the Tcl documents that were checked when there were other procedures in the workspace than now."""
        return [
            uri
            for uri, (target, known, _) in self._checked.items()
            if target.language == "tcl" and not all(map(is_, known, self._around(target.document)))
        ]

    def _around(self, document: Document) -> _Around:
        return _Around(self.workspace.defined, self.workspace.contracts(document.name))

    async def look_around(self, document: Document) -> None:
        """Reads the files that a script sources, for the procedures that it may call; to be done again when it is saved."""
        self._detected.pop(document.uri, None)
        self._unlinked.add(document.uri)
        if document.path:
            for entry in await asyncio.to_thread(_sourced_entries, document):
                self.take(entry)

    def take(self, entry: Entry) -> None:
        """Tells the workspace of a file as it is on disk; one that is open counts as it stands in the editor."""
        if not self._documents.is_open(entry.path):
            self.workspace.put(entry)

    def leave(self, path: str) -> None:
        """Tells the workspace that a file is gone, or a folder with all that is in it, but for what is open."""
        kept = [entry for document in self._documents if (entry := self.workspace.entry(document.name)) is not None]
        self.workspace.remove(path)
        for entry in kept:
            self.workspace.put(entry)

    def folds(self, uri: str) -> Kept[tuple[Fold, ...]]:
        """What is kept of a document's stretches that can be folded."""
        return self._folds.setdefault(uri, Kept(folds_of))

    def tokens(self, uri: str, catalogue: Catalogue | None, encoding: str) -> Tokens:
        """What is kept of a document's tokens; nothing where another catalogue has come about."""
        known = self._tokens.get(uri)
        defined = self.workspace.defined
        if known is None or known.catalogue is not catalogue:
            known = self._tokens[uri] = Tokens(catalogue, defined, encoding)
        known.know(defined)
        return known

    async def check_python_api(self, target: Target) -> tuple[Fault, ...]:
        """What is wrong with a Python document's use of the installed packages; the first such document starts the checker.

        Where it cannot be checked there are no faults, and the user is told why, once.
        """
        checker = await self.python(target.settings)
        try:
            found = await checker.faults(target.document.text, target.document.path)
        except PythonApiError as error:
            if str(error) != self._python_trouble:
                self._python_trouble = str(error)
                self._report(str(error))
            return ()
        self._python_faults[target.document.uri] = (target.document, found)
        return found

    def python_faults(self, document: Document) -> tuple[Fault, ...]:
        """What the last check of a Python document's use of packages has found; nothing where the document has changed since."""
        known = self._python_faults.get(document.uri)
        return known[1] if known is not None and known[0] is document else ()

    async def python(self, settings: Settings) -> PythonChecker:
        """The checker for the Python whose packages count."""
        if self._python is None or self._python[0] != settings.python_executable:
            await self._use_python(settings.python_executable)
        assert self._python is not None
        return self._python[1]

    async def close(self) -> None:
        """Ends the programs that were started here."""
        if self._python is not None:
            await self._python[1].aclose()

    def forget(self, uri: str) -> None:
        """Drops what is known about a document."""
        self._targets.pop(uri, None)
        self._detected.pop(uri, None)
        self._unlinked.discard(uri)
        self._outlines.pop(uri, None)
        self._folds.pop(uri, None)
        self._tokens.pop(uri, None)
        self._checked.pop(uri, None)
        self._python_faults.pop(uri, None)

    def ask_again(self) -> None:
        """Forgets the catalogues, so that tools are asked again and trouble that is left is told again."""
        self._catalogues.clear()
        self._targets.clear()
        self._detected.clear()
        self._told.clear()
        self._python_trouble = ""

    async def _use_python(self, executable: str) -> None:
        """Takes a checker for another Python; the old one ends."""
        old, self._python = self._python, (executable, PythonChecker(executable))
        if old is not None:
            await old[1].aclose()

    async def _catalogue(self, detection: Detection, settings: Settings) -> Catalogue | None:
        if detection.tool == "python":
            # A Python file that names no tool has no commands; its API is that of the installed packages (`check_python_api`).
            return None
        executable = settings.tool_executable if detection.tool == settings.tool else ""
        key = _Wanted(detection.tool, detection.version, executable, detection.folders)
        if key not in self._catalogues:
            # Resolving may ask the installed tool, so it must not hold up the loop, nor end with the request that needed it first.
            self._catalogues[key] = asyncio.ensure_future(self._resolve(key))
        return await asyncio.shield(self._catalogues[key])

    async def _resolve(self, wanted: _Wanted) -> Catalogue | None:
        for problem in await asyncio.to_thread(problems, wanted.folders):
            if problem not in self._told:
                self._told.add(problem)
                self._report(f"A catalogue is skipped: {problem}")
        try:
            return await asyncio.to_thread(_resolve, wanted)
        except CatalogueError as error:
            self._report(str(error))
            return None

    async def _aside(self, document: Document, function: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
        """Calls a function here and now for a text of the usual size, in the thread for a large one."""
        call = partial(function, *arguments, **named)
        if len(document.text) < LARGE:
            return call()
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)


class _Wanted(NamedTuple):
    """What a catalogue depends on."""

    tool: str
    version: str
    executable: str
    folders: tuple[Path, ...]


def _resolve(wanted: _Wanted) -> Catalogue:
    """The catalogue, with what it reads when it is first asked."""
    catalogue = resolve(*wanted)
    for name in catalogue.own_names[:1]:
        catalogue.summary(name)
    return catalogue


class _Detected(NamedTuple):
    """What a text was found to be for. In a longer one it is asked again only when its first lines or its size change."""

    document: Document
    settings: Settings
    detection: Detection
    language: Language

    def holds(self, document: Document, settings: Settings) -> bool:
        old, new = self.document.text, document.text
        return (
            self.settings is settings
            and self.document.language_id == document.language_id
            and len(old) > _SHORT
            and len(old) / 2 < len(new) < len(old) * 2
            and old[:_HEAD] == new[:_HEAD]
        )


def _detect(document: Document, settings: Settings, folders: tuple[Path, ...]) -> _Detected:
    tool, version = settings.tool_of(document.path, folders)
    detection = detect(document.text, path=document.path, default=tool, default_version=version)
    return _Detected(document, settings, detection, _LANGUAGES.get(document.language_id, detection.language))


def _outline(target: Target, shapes: Shapes, known: Outline | None, before: Entry | None) -> tuple[Outline, Entry | None]:
    """The outline of a document, from that of its last version where there is one, and its entry, where it is Tcl."""
    text = target.document.text
    if known is None or known.syntax.language != target.language or known.syntax.shapes is not shapes:
        found = outline(parse(text, target.language, shapes))
    else:
        found = outline(_edited(known.syntax, text), known)
    return found, entry_of(target.document.name, found, before) if target.language == "tcl" else None


def _edited(syntax: Syntax, text: str) -> Syntax:
    """The syntax of a text that is little different."""
    # The last first, so that the others stay where they are.
    for change in reversed(differences(syntax.text, text)):
        syntax = edit(syntax, change.start, change.end, text[change.new_start : change.new_end])
    return syntax


def _sourced_entries(document: Document) -> list[Entry]:
    """The entries of the files that a script sources, and of those that they source."""
    entries: dict[str, Entry] = {}
    _, words = given_to_others(parse(document.text, "tcl"))
    pending = [target for word in words if (target := source_target(document.path, word))]
    for path in pending:
        entry = read_entry(path) if path not in entries and path != document.path else None
        if entry is not None:
            entries[path] = entry
            pending += entry.sources
    return list(entries.values())


def _check(syntax: Syntax, catalogue: Catalogue | None, previous: Checked | None, around: _Around) -> Checked:
    """Checks a document; of one that was checked before only what has changed since."""
    if catalogue is None:
        return Checked(syntax=syntax, faults=syntax.faults)
    return check_syntax(syntax, catalogue, defined=around.defined, elsewhere=around.elsewhere, previous=previous)


def _of_text(known: Outline, checked: Checked, text: str, catalogue: Catalogue | None, around: _Around) -> tuple[Outline, Checked]:
    found = outline(_edited(known.syntax, text), known)
    return found, _check(found.syntax, catalogue, checked, around)
