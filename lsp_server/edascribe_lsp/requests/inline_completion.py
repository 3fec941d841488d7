"""``textDocument/inlineCompletion``: ghost text.

One completion a document is under way: a newer request ends the older one, whose answer is empty, and
``$/cancelRequest`` ends one down to the model server. A completion that was rejected gives an empty list.

An inline completion item can carry nothing but its text, so what else there is to say is sent just before each answer
that a model was asked for, as the notification ``edascribe/completionDetails``::

    {"uri", "version", "position": {"line", "character"}, "tool", "toolVersion",
     "verdict": "accepted" | "repaired" | "rejected", "reason", "cited": [name], "faults": [{"code", "message"}],
     "repairs": [title], "rejections": [reason], "timings": {"firstToken", "total", "promptTokens", "completionTokens"},
     "model"}

Times are in seconds.
"""

from __future__ import annotations

from lsprotocol import types

from edascribe_codegen.types import CheckedCompletion, EditorContext
from edascribe_lsp import convert
from edascribe_lsp.assistant import OfflineError
from edascribe_lsp.documents import Document
from edascribe_lsp.session import Session

DETAILS = "edascribe/completionDetails"
OPTIONS = types.InlineCompletionOptions()


async def answer(ls: Session, params: types.InlineCompletionParams) -> types.InlineCompletionList:
    """Ghost text at a position."""
    document = ls.documents.get(params.text_document.uri)
    if document is None or not ls.settings.enabled(document.language_id):
        return types.InlineCompletionList(items=[])
    offset = document.lines.offset(params.position)
    asked = params.context.trigger_kind == types.InlineCompletionTriggerKind.Invoked
    completion = await ls.single_flight(document.uri, _complete(ls, document, offset, asked=asked))
    if completion is None or ls.documents.get(document.uri) is not document:
        return types.InlineCompletionList(items=[])
    return convert.inline_completion(completion.text, offset, document.lines)


async def _complete(ls: Session, document: Document, offset: int, *, asked: bool) -> CheckedCompletion | None:
    """A checked completion, told to the client; None where no model could be asked."""
    target = await ls.analyser.target(document, ls.settings)
    if target.catalogue is None:
        return None
    context = EditorContext(
        language=target.language,
        tool=target.catalogue.tool,
        version=target.catalogue.version,
        before=document.text[:offset],
        after=document.text[offset:],
        intent="ghost_text",
    )
    try:
        completion = await ls.assistant.complete(context, target.catalogue, asked=asked)
    except OfflineError:
        return None
    if completion.verdict == "rejected":
        ls.log(types.MessageType.Info, f"No ghost text at line {document.lines.line(offset) + 1}: {completion.reason}")
    details = convert.completion_details(completion, target.catalogue)
    place = convert.plain(document.lines.range(offset, offset))["start"]
    ls.protocol.notify(DETAILS, {"uri": document.uri, "version": document.version, "position": place, **details})
    return completion
