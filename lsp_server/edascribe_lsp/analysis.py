"""What is known about one version of a document: its tool, that tool's catalogue, its syntax and its faults."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from edascribe_codegen.catalogue import Catalogue, CatalogueError, resolve
from edascribe_codegen.check import Checked, check_syntax, shapes_of
from edascribe_codegen.detect import Detection, detect
from edascribe_codegen.project import definitions, sourced
from edascribe_codegen.python_api import PythonApiError, PythonChecker
from edascribe_grammars import TCL_SHAPES, Fault, Language, edit, parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from edascribe_lsp.documents import Document
    from edascribe_lsp.settings import Settings

P = ParamSpec("P")
R = TypeVar("R")

# Longer texts, in characters, are looked at in a thread so that requests are answered meanwhile.
LARGE = 200_000

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


class Analyser:
    """Looks at documents, at each version once, with the catalogues of one session."""

    def __init__(self, report: Callable[[str], None]) -> None:
        self._report = report
        self._catalogues: dict[tuple[str, str, str], asyncio.Task[Catalogue | None]] = {}
        self._targets: dict[str, Target] = {}
        self._checked: dict[str, tuple[Target, Checked]] = {}
        self._defined: dict[str, frozenset[str]] = {}
        self._python: tuple[str, PythonChecker] | None = None
        self._python_trouble = ""
        # One thread: of several versions of a large text, those that wait are dropped when a newer one comes.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="analysis")

    async def target(self, document: Document, settings: Settings) -> Target:
        """What a document is written for, as it stands."""
        known = self._targets.get(document.uri)
        if known is not None and known.document is document and known.settings is settings:
            return known
        detection, language = await self._aside(document, _detect, document, settings)
        catalogue = await self._catalogue(detection, settings)
        target = Target(document=document, settings=settings, detection=detection, language=language, catalogue=catalogue)
        self._targets[document.uri] = target
        return target

    async def check(self, target: Target) -> Checked:
        """The syntax and the faults of a document as it stands; where there is no catalogue, those of syntax alone."""
        document = target.document
        known = self._checked.get(document.uri)
        if known is not None and known[0] is target:
            return known[1]
        defined = self._defined.get(document.uri, frozenset())
        checked = await self._aside(document, _check, target, known[1] if known else None, defined)
        self._checked[document.uri] = (target, checked)
        return checked

    async def look_around(self, document: Document) -> None:
        """Reads the files that a script sources, for the procedures that it may call; to be done again when it is saved."""
        if document.path:
            found = await asyncio.to_thread(_sourced_definitions, document)
            if found != self._defined.get(document.uri):
                self._defined[document.uri] = found
                self._checked.pop(document.uri, None)

    async def check_python_api(self, target: Target) -> tuple[Fault, ...]:
        """What is wrong with a Python document's use of the installed packages; the first such document starts the checker.

        Where it cannot be checked there are no faults, and the user is told why, once.
        """
        executable = target.settings.python_executable
        if self._python is None or self._python[0] != executable:
            await self._use_python(executable)
        assert self._python is not None
        try:
            return await self._python[1].faults(target.document.text, target.document.path)
        except PythonApiError as error:
            if str(error) != self._python_trouble:
                self._python_trouble = str(error)
                self._report(str(error))
            return ()

    async def close(self) -> None:
        """Ends the programs that were started here."""
        if self._python is not None:
            await self._python[1].aclose()

    def forget(self, uri: str) -> None:
        """Drops what is known about a document."""
        self._targets.pop(uri, None)
        self._checked.pop(uri, None)
        self._defined.pop(uri, None)

    def ask_again(self) -> None:
        """Forgets the catalogues, so that tools are asked again and trouble that is left is told again."""
        self._catalogues.clear()
        self._targets.clear()
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
        key = (detection.tool, detection.version, settings.tool_executable if detection.tool == settings.tool else "")
        if key not in self._catalogues:
            # Resolving may ask the installed tool, so it must not hold up the loop, nor end with the request that needed it first.
            self._catalogues[key] = asyncio.ensure_future(self._resolve(*key))
        return await asyncio.shield(self._catalogues[key])

    async def _resolve(self, tool: str, version: str, executable: str) -> Catalogue | None:
        try:
            return await asyncio.to_thread(resolve, tool, version, executable)
        except CatalogueError as error:
            self._report(str(error))
            return None

    async def _aside(self, document: Document, function: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
        """Calls a function here and now for a text of the usual size, in the thread for a large one."""
        call = partial(function, *arguments, **named)
        if len(document.text) < LARGE:
            return call()
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)


def _detect(document: Document, settings: Settings) -> tuple[Detection, Language]:
    detection = detect(document.text, path=document.path, default=settings.tool, default_version=settings.tool_version)
    return detection, _LANGUAGES.get(document.language_id, detection.language)


def _sourced_definitions(document: Document) -> frozenset[str]:
    return frozenset(definitions(list(sourced(Path(document.path), document.text))))


def _check(target: Target, previous: Checked | None, defined: frozenset[str]) -> Checked:
    """Checks a document; of one that was checked before only what has changed since."""
    text, catalogue = target.document.text, target.catalogue
    shapes = TCL_SHAPES if catalogue is None else shapes_of(catalogue)
    if previous is None or previous.syntax.language != target.language or previous.syntax.shapes is not shapes:
        syntax = parse(text, target.language, shapes)
        previous = None
    else:
        syntax = edit(previous.syntax, *_difference(previous.syntax.text, text))
    if catalogue is None:
        return Checked(syntax=syntax, faults=syntax.faults)
    return check_syntax(syntax, catalogue, defined=defined, previous=previous)


def _difference(old: str, new: str) -> tuple[int, int, str]:
    """The one edit that makes the new text of the old one: from where to where, and what stands there now."""
    start = _common(old, new)
    tail = _common(old[start:][::-1], new[start:][::-1])
    return start, len(old) - tail, new[start : len(new) - tail]


def _common(first: str, second: str) -> int:
    """How many characters two texts begin with in common, found by halving, since comparing long pieces is fast."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
