"""From a keystroke to ghost text: what is known already, else the answer that is being written, else a new request.

There is one request to the model for a document at a time. It is left at once when its user types something else or turns away, and
goes on while the text that is typed may still become its answer.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from lsprotocol import types

from edascribe_lsp import convert
from edascribe_lsp.assistant import OfflineError
from edascribe_lsp.flight import Flight
from edascribe_lsp.suggestions import Suggestion, Suggestions

if TYPE_CHECKING:
    from edascribe_codegen.catalogue import Catalogue
    from edascribe_codegen.types import EditorContext
    from edascribe_lsp.documents import Document
    from edascribe_lsp.session import Session

DETAILS = "edascribe/completionDetails"

# Unasked, the model is asked when nothing was typed for a quarter of the time that it takes to answer: the dearer a request is, the
# surer it should be that it is wanted, and a server that has many users is asked less often by each. In seconds, from the last
# change.
_SHARE = 0.25
_SHORTEST_PAUSE = 0.02
_LONGEST_PAUSE = 1.0
_USUAL_LATENCY = 0.3

# After so many seconds the whole lines that there are have to do.
_PATIENCE = 1.5
_PATIENCE_ASKED = 5.0

# An editor that leaves a request because something was typed says so in the same breath, and asks anew a little later; in seconds.
_BREATH = 0.01
_ANEW = 0.4


class Ghost:
    """The ghost text of a session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._suggestions = Suggestions()
        self._flights: dict[str, Flight] = {}
        self._changed: dict[str, float] = {}
        self._latency = _USUAL_LATENCY

    async def complete(
        self, document: Document, context: EditorContext, catalogue: Catalogue, *, asked: bool
    ) -> tuple[Suggestion, ...] | None:
        """What to show at a cursor, best first; None where no model could be asked.

        ``asked`` says that the user wants it now, or wants to see what else there is: then several answers are asked for at once,
        where the server has room for them.
        """
        known = self._suggestions.find(context)
        enough = 0 if not asked else 2 if self._session.assistant.answers_several else 1
        if known is not None and len(known) >= enough:
            return known
        pause = 0.0
        flight = self._flights.get(document.uri)
        if flight is not None and flight.serves(context):
            await self._wait(document.uri, flight)
            known = self._suggestions.find(context)
            if known is not None:
                return known
        else:
            self.end(document.uri)
            pause = 0.0 if asked else self._pause(document.uri)
            await asyncio.sleep(pause)
        flight = Flight(context=context, paused=pause)
        self._start(flight, document, catalogue, asked=asked)
        await self._wait(document.uri, flight)
        return self._suggestions.find(context)

    def fetch_ahead(self, document: Document, context: EditorContext, catalogue: Catalogue) -> None:
        """Asks for what the user will want to see next, unless it is known."""
        if self._suggestions.find(context) is None:
            self._start(Flight(context=context, ahead=True), document, catalogue, asked=False)

    def changed(self, document: Document) -> None:
        """Leaves the request whose answer a change has made useless."""
        self._changed[document.uri] = asyncio.get_running_loop().time()
        flight = self._flights.get(document.uri)
        if flight is not None and not flight.follows(document.text):
            self.end(document.uri)

    def end(self, uri: str) -> None:
        """Leaves the request that is under way for a document."""
        flight = self._flights.pop(uri, None)
        if flight is not None:
            flight.task.cancel()

    def forget(self, uri: str) -> None:
        """Leaves a document that was closed."""
        self.end(uri)
        self._changed.pop(uri, None)

    def reset(self) -> None:
        """Leaves all requests and forgets what was suggested."""
        for uri in list(self._flights):
            self.end(uri)
        self._suggestions.clear()

    def _pause(self, uri: str) -> float:
        """Seconds to wait before the model is asked unasked."""
        usual = min(max(_SHARE * self._latency, _SHORTEST_PAUSE), _LONGEST_PAUSE)
        pause = self._session.settings.ghost_text_pause or usual
        quiet = asyncio.get_running_loop().time() - self._changed.get(uri, 0.0)
        return max(0.0, pause - quiet)

    def _start(self, flight: Flight, document: Document, catalogue: Catalogue, *, asked: bool) -> None:
        self.end(document.uri)
        flight.task = self._session.start(self._fly(flight, document, catalogue, asked=asked))
        self._flights[document.uri] = flight

    async def _fly(self, flight: Flight, document: Document, catalogue: Catalogue, *, asked: bool) -> None:
        """Asks the model, tells the client what came of it, and keeps it."""
        context = flight.context
        clock = asyncio.get_running_loop().time
        start = clock()

        def follow(text: str) -> None:
            if not flight.write(text):
                flight.task.cancel()

        try:
            completion = await self._session.assistant.complete(
                await self._session.near(document, context),
                catalogue,
                asked=asked,
                follow=follow,
                deadline=start + (_PATIENCE_ASKED if asked else _PATIENCE),
                tries="at once" if asked else "in turn",
                background=flight.ahead,
            )
        except OfflineError:
            return
        finally:
            if self._flights.get(document.uri) is flight:
                del self._flights[document.uri]
        self._latency += (clock() - start - self._latency) / 4
        if completion.text or not self._suggestions.find(context):
            self._suggestions.put(context, completion.text, *(other.text for other in completion.alternatives))
        place = convert.Lines(context.before, self._session.documents.encoding).position(len(context.before))
        self._session.keep_rejections(completion, document.uri, place.line)
        if completion.verdict == "rejected":
            self._session.log(types.MessageType.Info, f"No ghost text at line {place.line + 1}: {completion.reason}")
        details = {
            "uri": document.uri,
            "version": document.version,
            "position": {"line": place.line, "character": place.character},
            **convert.completion_details(completion, catalogue),
        }
        details["timings"]["paused"] = flight.paused
        self._session.protocol.notify(DETAILS, details)

    async def _wait(self, uri: str, flight: Flight) -> None:
        """Waits for an answer; one that nobody waits for any more is left."""
        flight.waiting += 1
        try:
            await asyncio.wait([flight.task])
        finally:
            flight.waiting -= 1
            if not flight.task.done():
                asyncio.get_running_loop().call_later(_BREATH, self._left, uri, flight)

    def _left(self, uri: str, flight: Flight) -> None:
        """Leaves a request that nobody waits for, at once where its document is as it was, else when nobody asks anew soon."""
        if flight.waiting or self._flights.get(uri) is not flight:
            return
        document = self._session.documents.get(uri)
        if document is None or document.text == flight.context.before + flight.context.after:
            self.end(uri)
        else:
            asyncio.get_running_loop().call_later(_ANEW, self._unless_wanted, uri, flight)

    def _unless_wanted(self, uri: str, flight: Flight) -> None:
        if not flight.waiting and self._flights.get(uri) is flight:
            self.end(uri)
