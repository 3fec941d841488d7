"""One connection's state: the settings, the open documents, what is known about them, the model."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from edascribe_codegen.acceptances import Count, Event, Kind, count_of, keep_counts, summed
from edascribe_codegen.meaning import Around
from edascribe_codegen.nearby import commands_before, procs_wanted
from edascribe_codegen.patterns import is_withheld
from edascribe_codegen.suggest import Suggestions
from edascribe_codegen.types import CheckedCompletion, EditorContext
from edascribe_codegen.workspace import Entry
from edascribe_lsp import __version__, wire
from edascribe_lsp.analysis import Analyser, Target
from edascribe_lsp.assistant import Assistant
from edascribe_lsp.design import Design
from edascribe_lsp.documents import Document, Documents
from edascribe_lsp.ghost import Ghost
from edascribe_lsp.protocol import Protocol
from edascribe_lsp.settings import Settings

T = TypeVar("T")

TOOL = "edascribe/tool"

# So many rejected answers are kept.
_KEPT_REJECTIONS = 50
# So many texts are shown before the disk is bothered.
_COUNTED_TOGETHER = 20

_log = logging.getLogger(__name__)


class Session(LanguageServer):
    """The server, and all that it knows of its client."""

    protocol: Protocol

    def __init__(self) -> None:
        super().__init__("edascribe", __version__, types.TextDocumentSyncKind.Incremental, protocol_cls=Protocol)
        self.settings = Settings()
        self.initial_settings: object = None
        self.problems: tuple[str, ...] = ()
        self.documents = Documents()
        self.folders: tuple[Path, ...] = ()
        self.analyser = Analyser(
            self.documents, lambda: self.folders, lambda message: self.show(types.MessageType.Warning, message)
        )
        self.assistant = Assistant(self)
        self.ghost = Ghost(self)
        self.rejections: deque[dict[str, Any]] = deque(maxlen=_KEPT_REJECTIONS)
        self.design = Design(lambda: self.folders)
        self.offered: tuple[int, Suggestions] = (0, Suggestions())
        # Where the procedures of files that are not open stand, of those that a search has come upon.
        self.located: dict[str, tuple[Entry, dict[int, wire.Location]]] = {}
        self.was_shut_down = False
        self._counts: list[Count] = []
        self._last_shown: dict[str, tuple[int, str]] = {}
        self._withheld: dict[str, bool] = {}
        self._tools: dict[str, dict[str, str]] = {}
        self._checks: dict[str, asyncio.Task[None]] = {}
        self._completions: dict[str, asyncio.Task[Any]] = {}
        self._background: set[asyncio.Task[Any]] = set()

    def show(self, kind: types.MessageType, message: str) -> None:
        """Shows the user a message."""
        self.window_show_message(types.ShowMessageParams(type=kind, message=f"Edascribe: {message}"))

    def keep_rejections(self, completion: CheckedCompletion, uri: str, line: int) -> None:
        """Keeps what was not shown at a line, for users who want to know why."""
        for rejection in completion.rejections:
            self.rejections.append({"uri": uri, "line": line, "text": rejection.text, "reason": rejection.reason})

    def count(self, target: Target, event: Event, kind: Kind, text: str) -> None:
        """Counts a text that was shown or accepted, in the user's own file; nobody waits for the disk."""
        version = target.catalogue.version if target.catalogue else ""
        self._counts.append(count_of(text, event, kind, target.detection.tool, version))
        if event == "accepted" or len(self._counts) >= _COUNTED_TOGETHER:
            self.start(self.keep_counts())

    def count_ghost_text(self, target: Target, offset: int, text: str) -> None:
        """Counts ghost text that is shown at an offset, once while it is typed along or taken back."""
        uri, end = target.document.uri, offset + len(text)
        last_end, last = self._last_shown.get(uri, (-1, ""))
        self._last_shown[uri] = (end, text)
        if end != last_end or not (last.endswith(text) or text.endswith(last)):
            self.count(target, "shown", "ghost_text", text)

    async def keep_counts(self) -> None:
        """Writes down what was counted."""
        counts, self._counts = self._counts, []
        if not counts:
            return
        try:
            await asyncio.to_thread(keep_counts, summed(counts))
        except OSError as error:
            _log.warning("What was shown and accepted is not counted: %s", error)

    def log(self, kind: types.MessageType, message: str) -> None:
        """Writes a line to the client's log."""
        self.window_log_message(types.LogMessageParams(type=kind, message=message))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Logs an error of a notification or of a message that makes no sense; no pop-up, for the user cannot mend it."""
        _log.error("%s: %s", getattr(source, "__name__", source), error)

    def around(self, document: Document) -> Around:
        """What is known around a document."""
        return Around(path=document.name, workspace=self.analyser.workspace, design=self.design.names, folders=self.folders)

    async def near(self, document: Document, context: EditorContext) -> EditorContext:
        """The context with what is known of its document: the commands just before, the procedures that may be wanted."""
        document = self.documents.get(document.uri) or document
        if context.language != "tcl":
            return context
        target = await self.analyser.target(document, self.settings)
        found, checked = await self.analyser.of_text(target, context.before + context.after)
        return replace(
            context,
            outline=found,
            checked=checked,
            used=commands_before(found.syntax, len(context.before)),
            procs=procs_wanted(self.analyser.workspace, document.name, context.before, context.comment, withheld=self.is_withheld),
        )

    def is_withheld(self, path: str) -> bool:
        """Whether no model may be shown a file."""
        if path not in self._withheld:
            self._withheld[path] = Path(path).is_absolute() and is_withheld(path, self.settings.exclude, self.folders)
        return self._withheld[path]

    def ask_again_what_is_withheld(self) -> None:
        """Says that what withholds files may have changed."""
        self._withheld.clear()

    def tell_tool(self, target: Target) -> None:
        """Tells the client what a document is for where that is not what it was told last; see ``server.py``."""
        catalogue = target.catalogue
        told = {
            "tool": target.detection.tool if target.is_wanted else "",
            "title": catalogue.title if catalogue else target.detection.tool,
            "version": catalogue.version if catalogue else "",
            "why": target.detection.why,
        }
        uri = target.document.uri
        if self._tools.get(uri) != told:
            self._tools[uri] = told
            self.protocol.notify(TOOL, {"uri": uri, **told})

    def offer(self, suggestions: Suggestions) -> int:
        """Keeps the suggestions that the client is about to list, the last ones only, and numbers them."""
        self.offered = (self.offered[0] + 1, suggestions)
        return self.offered[0]

    def start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Runs something in the background; should it fail, the failure is logged."""
        task = asyncio.ensure_future(work)
        self._background.add(task)
        task.add_done_callback(self._ended)
        return task

    def replace_check(self, uri: str, check: Coroutine[Any, Any, None]) -> None:
        """Starts a document's check and ends the one that is under way or waiting."""
        self._end(self._checks, uri)
        self._checks[uri] = self.start(check)

    async def single_flight(self, uri: str, completion: Coroutine[Any, Any, T]) -> T | None:
        """Answers a document's request for ghost text and ends the older one; None where a newer one has ended this one."""
        self._end(self._completions, uri)
        task = asyncio.ensure_future(completion)
        self._completions[uri] = task
        try:
            return await unless_ended(task)
        finally:
            if self._completions.get(uri) is task:
                del self._completions[uri]

    def forget(self, uri: str) -> None:
        """Ends all work for a document and drops what is known about it."""
        self._end(self._checks, uri)
        self._end(self._completions, uri)
        self.ghost.forget(uri)
        self._tools.pop(uri, None)
        self._last_shown.pop(uri, None)
        self.analyser.forget(uri)

    def end_completions(self) -> None:
        """Ends all ghost text that is under way and forgets what was suggested."""
        for uri in list(self._completions):
            self._end(self._completions, uri)
        self.ghost.reset()

    @staticmethod
    def _end(tasks: dict[str, asyncio.Task[Any]], uri: str) -> None:
        task = tasks.pop(uri, None)
        if task is not None:
            task.cancel()

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._background.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("A background task failed.", exc_info=error)


async def unless_ended(task: asyncio.Task[T]) -> T | None:
    """A task's result, or None where somebody else has cancelled it; when the caller is cancelled, so is the task."""
    try:
        return await task
    except asyncio.CancelledError:
        current = asyncio.current_task()
        if current is not None and current.cancelling():
            raise
        return None
