"""``textDocument/inlineCompletion``: ghost text.

One request a document is under way: a newer one ends the older one, whose answer is empty. What happens to the model's work then is
told in ``ghost.py``; ``$/cancelRequest`` ends it down to the model server. A completion that was rejected gives an empty list. Of a
server that answers several requests at once, a request that the user made (``Invoked``, which editors also send when the user wants
to see the next suggestion) gets all sound answers, best first.

Each item carries the command ``edascribe.accepted``, by which the editor tells that it was accepted whole; what will be wanted next
is asked for then. Where an entry of the completion list is selected, ghost text goes on from that entry.

An inline completion item can carry nothing but its text, so what else there is to say is sent whenever a model has answered, just
before the answer to the request that waits for it, as the notification ``edascribe/completionDetails``::

    {"uri", "version", "position": {"line", "character"}, "tool", "toolVersion",
     "verdict": "accepted" | "repaired" | "rejected", "reason", "cited": [name], "faults": [{"code", "message"}],
     "repairs": [title], "rejections": [reason], "score": number | null,
     "alternatives": [{"text", "verdict", "reason", "score"}],
     "timings": {"paused", "firstToken", "total", "promptTokens", "completionTokens"}, "model"}

Times are in seconds; ``paused`` is how long a pause in typing was waited for before the model was asked. ``score`` is the mean of
the log-probabilities of the answer's tokens, where several answers were asked for and the server told; ``alternatives`` are the
other sound ones, best first.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from lsprotocol import types

from edascribe_codegen.due import is_due
from edascribe_codegen.types import EditorContext
from edascribe_lsp import convert
from edascribe_lsp.analysis import Target
from edascribe_lsp.documents import Document
from edascribe_lsp.session import Session
from edascribe_lsp.suggestions import Suggestion

OPTIONS = types.InlineCompletionOptions()
ACCEPTED = "edascribe.accepted"

# Seconds after a document was opened: what the editor asks for then comes first.
_SETTLED = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """The stretch of a document that ghost text goes in place of: none but for a selected entry, whose text it begins with."""

    start: int
    end: int
    selected: str = ""


async def answer(ls: Session, params: types.InlineCompletionParams) -> types.InlineCompletionList:
    """Ghost text at a position."""
    document = ls.documents.get(params.text_document.uri)
    if document is None or not _is_wanted(ls, document):
        return types.InlineCompletionList(items=[])
    spot = _spot(document, params)
    asked = params.context.trigger_kind == types.InlineCompletionTriggerKind.Invoked
    suggestions = await ls.single_flight(document.uri, _complete(ls, document, spot, asked=asked))
    if suggestions is None or ls.documents.get(document.uri) is not document:
        return types.InlineCompletionList(items=[])
    return types.InlineCompletionList(
        items=[
            convert.inline_completion(
                document, spot.start, spot.end + suggestion.replaced, spot.selected + suggestion.text, command=ACCEPTED
            )
            for suggestion in suggestions
        ]
    )


async def prepare(ls: Session, uri: str) -> None:
    """Has what the first ghost text of a document needs in memory before it is asked for."""
    await asyncio.sleep(_SETTLED)
    document = ls.documents.get(uri)
    if document is None or not _is_wanted(ls, document):
        return
    target = await ls.analyser.target(document, ls.settings)
    if target.catalogue is not None and target.is_wanted:
        await ls.assistant.prepare(target.catalogue, target.language)


async def accepted(ls: Session, params: types.ExecuteCommandParams) -> None:
    """Counts what was accepted, and fetches ahead what follows it: on a line of its own, indented like the one above.

    Arguments: the document's URI, the position where the text ends, and ``{"kind": "ghost_text" | "generate", "text"}``.
    """
    match params.arguments:
        case [
            str(uri),
            {"line": int(line), "character": int(character)},
            {"kind": ("ghost_text" | "generate") as kind, "text": str(text)},
        ]:
            document = ls.documents.get(uri)
        case _:
            document = None
    if document is None:
        return
    target = await ls.analyser.target(document, ls.settings)
    ls.count(target, "accepted", kind, text)
    if not _is_wanted(ls, document):
        return
    offset = document.lines.offset(types.Position(line, character))
    here = _context(target, document.text[:offset], document.text[offset:])
    if target.catalogue is None or here is None or not is_due(here):
        return
    written = here.before[here.before.rfind("\n") + 1 :]
    indentation = written[: len(written) - len(written.lstrip())]
    newline = "\r\n" if "\r\n" in document.text else "\n"
    there = _context(target, here.before + newline + indentation, here.after)
    if there is not None:
        ls.ghost.fetch_ahead(document, there, target.catalogue)


def _is_wanted(ls: Session, document: Document) -> bool:
    return ls.settings.enabled(document.language_id) and not ls.is_withheld(document.path)


def _spot(document: Document, params: types.InlineCompletionParams) -> Spot:
    offset = document.lines.offset(params.position)
    selected = params.context.selected_completion_info
    if selected is None:
        return Spot(start=offset, end=offset)
    start, end = document.lines.offset(selected.range.start), document.lines.offset(selected.range.end)
    return Spot(start=min(start, offset), end=max(end, offset), selected=convert.sound(selected.text))


async def _complete(ls: Session, document: Document, spot: Spot, *, asked: bool) -> tuple[Suggestion, ...] | None:
    """What to show, best first; None where nothing is due or no model could be asked."""
    target = await ls.analyser.target(document, ls.settings)
    context = _context(target, document.text[: spot.start] + spot.selected, document.text[spot.end :])
    if target.catalogue is None or context is None or not (asked or is_due(context)):
        return None
    found = await ls.ghost.complete(document, context, target.catalogue, asked=asked)
    if found:
        ls.count_ghost_text(target, len(context.before), found[0].text)
    return found


def _context(target: Target, before: str, after: str) -> EditorContext | None:
    if target.catalogue is None or not target.is_wanted:
        return None
    return EditorContext(
        language=target.language,
        tool=target.catalogue.tool,
        version=target.catalogue.version,
        before=before,
        after=after,
        intent="ghost_text",
        max_lines=target.settings.ghost_text_lines,
    )
