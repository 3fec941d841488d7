"""The command ``edascribe.generateFromComment``: from a comment to code below it, in one edit.

Arguments: the document's URI, and a position or a line number (from 0) at the comment or right below it. Comment lines
that follow each other are one task. A third one, ``{"apply": false, "apartFrom": [text]}``, leaves the edit to a client that shows
it first, and asks for another text than those that were shown before, if any. The result is::

    {"applied": bool, "text", "verdict": "accepted" | "repaired" | "rejected" | "cancelled" | "offline" | "no task",
     "reason", "range": {"start": {"line", "character"}, "end": {...}},
     "insertion": {"version", "position": {"line", "character"}, "text"}, ...}

``text`` is the code, whose lines end with ``\\n`` whatever those of the document end with. Where it was applied, ``range`` is the
stretch of the document that it fills since. Where it was left to the client, ``insertion`` is what belongs where in which version
of the document. Where a model answered, the fields of ``edascribe/completionDetails`` follow (see ``inline_completion.py``). Where
nothing valid came out, or the edit could not be made, the user is also shown the reason.

One of those fields is ``alternatives``: the other sound answers, best first, none unless the model's server answers several
requests at once. To show the next one, a client puts its ``text``, which is whole lines like the first, in place of ``range``,
which from then on begins at the same place and has as many lines as that text; or, where it inserts by itself, in place of
``text`` at the end of what ``insertion`` says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams

from edascribe_codegen.types import EditorContext
from edascribe_lsp import convert
from edascribe_lsp.assistant import OfflineError
from edascribe_lsp.comment import comment_at
from edascribe_lsp.documents import Document
from edascribe_lsp.progress import with_progress
from edascribe_lsp.session import Session

COMMAND = "edascribe.generateFromComment"


async def run(ls: Session, params: types.ExecuteCommandParams) -> dict[str, Any]:
    """Generates from the comment at a line and applies the result."""
    document, line, apply, apart_from = _arguments(ls, params.arguments or [])
    target = await ls.analyser.target(document, ls.settings)
    if target.catalogue is None:
        return _nothing("no task", f"Nothing is known about the tool {target.detection.tool}.")
    if ls.is_withheld(document.path):
        reason = "No model may be shown this file: the setting `edascribe.exclude` or a file .edascribeignore withholds it."
        ls.show(types.MessageType.Warning, reason)
        return _nothing("no task", reason)
    comment = comment_at(document.lines, line)
    if comment is None:
        reason = f"There is no comment at line {line + 1} or right above it; write there what the code is to do."
        ls.show(types.MessageType.Warning, reason)
        return _nothing("no task", reason)
    newline = "\r\n" if "\r\n" in document.text else "\n"
    missing = "" if document.text.endswith(("\n", "\r"), 0, comment.end) else newline
    context = EditorContext(
        language=target.language,
        tool=target.catalogue.tool,
        version=target.catalogue.version,
        before=document.text[: comment.end] + missing,
        after=document.text[comment.end :],
        intent="generate",
        comment=comment.task,
    )
    context = await ls.near(document, context)
    title = f"Writing {target.catalogue.title} code"
    try:
        work = ls.assistant.complete(context, target.catalogue, asked=True, apart_from=apart_from)
        completion = await with_progress(ls, work, title, comment.task, params.work_done_token)
    except OfflineError as error:
        return _nothing("offline", str(error))
    if completion is None:
        return _nothing("cancelled", "Cancelled.")
    ls.keep_rejections(completion, document.uri, line)
    if completion.verdict == "repaired":
        ls.show(types.MessageType.Info, f"Repaired what the model wrote: {completion.reason}")
    details = convert.completion_details(completion, target.catalogue)
    if completion.verdict == "rejected":
        ls.show(types.MessageType.Warning, f"Nothing valid to insert: {completion.reason}")
        return _nothing("rejected", completion.reason) | details
    ls.count(target, "shown", "generate", completion.text)
    text = missing + (completion.text.replace("\n", "\r\n") if newline == "\r\n" else completion.text)
    if not apply:
        place = document.lines.position(comment.end)
        position = {"line": place.line, "character": place.character}
        insertion = {"version": document.version, "position": position, "text": text}
        return {"applied": False, "text": completion.text, **details, "insertion": insertion}
    obstacle = await _apply(ls, document, comment.end, text)
    if obstacle:
        ls.show(types.MessageType.Warning, obstacle)
        return {"applied": False, "text": completion.text, **details, "reason": obstacle}
    ls.count(target, "accepted", "generate", completion.text)
    start = document.lines.position(comment.end)
    # Without a line's end before it, the code's first line is the one behind the comment's last.
    first = start.line + 1 if missing else start.line
    span = types.Range(types.Position(first, 0), types.Position(first + completion.text.count("\n"), 0))
    return {"applied": True, "text": completion.text, "range": convert.plain(span), **details}


def _arguments(ls: Session, arguments: Sequence[Any]) -> tuple[Document, int, bool, list[str]]:
    """The document, the line, whether to apply the edit, what was shown; a call that makes no sense is answered with an error."""
    apart_from: Any = []
    match arguments:
        case [uri, place]:
            apply: Any = True
        case [uri, place, {"apply": apply, "apartFrom": [*apart_from]}] if all(isinstance(text, str) for text in apart_from):
            pass
        case [uri, place, {"apply": apply, **others}] if not others:
            pass
        case _:
            uri = place = apply = None
    line = place.get("line") if isinstance(place, Mapping) else place
    if not isinstance(uri, str) or not isinstance(apply, bool) or not isinstance(line, int) or isinstance(line, bool) or line < 0:
        raise JsonRpcInvalidParams(f"{COMMAND} takes a document's URI and a position or line number.")
    document = ls.documents.get(uri)
    if document is None:
        raise JsonRpcInvalidParams(f"{uri} is not open.")
    return document, line, apply, apart_from


async def _apply(ls: Session, document: Document, offset: int, text: str) -> str:
    """Asks the editor to insert the text as one edit; returns what stood in the way, empty when it is done."""
    if ls.documents.get(document.uri) is not document:
        return "The document changed while the code was written, so nothing was inserted."
    workspace = ls.client_capabilities.workspace
    if workspace and workspace.apply_edit is False:
        return "This editor takes no edits from a language server, so nothing was inserted."
    edit = convert.insertion(document, offset, text, versioned=convert.takes_versions(ls.client_capabilities))
    try:
        answer = await ls.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit=edit, label="Edascribe: generate"))
    except JsonRpcException as error:
        return f"The editor did not insert the code: {error.message}"
    return "" if answer.applied else f"The editor did not insert the code: {answer.failure_reason or 'no reason given'}"


def _nothing(verdict: str, reason: str) -> dict[str, Any]:
    return {"applied": False, "text": "", "verdict": verdict, "reason": reason}
