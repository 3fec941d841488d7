"""``textDocument/publishDiagnostics``: faults pushed when a document is opened, changed (after a pause) or saved."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from lsprotocol import types
from pygls.uris import to_fs_path

from edascribe_codegen.workspace import read_entry
from edascribe_grammars import Fault
from edascribe_lsp import convert
from edascribe_lsp.documents import Document
from edascribe_lsp.requests import inline_completion
from edascribe_lsp.session import Session

# Seconds without a change before a document is checked.
_PAUSE = 0.15
# Seconds that faults of syntax wait for those of the API, so that the latter do not vanish and come back at every edit.
_TOGETHER = 0.1


def opened(ls: Session, params: types.DidOpenTextDocumentParams) -> None:
    """Checks a document at once, with the files that it sources; then makes ready for its ghost text."""
    ls.replace_check(params.text_document.uri, check(ls, params.text_document.uri, around=True))
    ls.start(inline_completion.prepare(ls, params.text_document.uri))


def changed(ls: Session, params: types.DidChangeTextDocumentParams) -> None:
    """Checks a document when its user pauses."""
    ls.replace_check(params.text_document.uri, check(ls, params.text_document.uri, pause=_PAUSE))


def saved(ls: Session, params: types.DidSaveTextDocumentParams) -> None:
    """Checks a document at once, with the files that it sources."""
    uri = params.text_document.uri
    ls.replace_check(uri, check(ls, uri, around=True))
    ls.design.changed()
    ls.ask_again_what_is_withheld()


def closed(ls: Session, params: types.DidCloseTextDocumentParams) -> None:
    """Ends all work for a document and takes its faults from the editor."""
    path = to_fs_path(params.text_document.uri)
    ls.forget(params.text_document.uri)
    ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri=params.text_document.uri, diagnostics=[]))
    ls.start(_left(ls, path or params.text_document.uri))


async def _left(ls: Session, path: str) -> None:
    """Takes a file as it is on disk, now that nobody edits it, for the other documents."""
    entry = await asyncio.to_thread(read_entry, path)
    if entry is None:
        ls.analyser.leave(path)
    else:
        ls.analyser.take(entry)
    check_outdated(ls)


async def check(ls: Session, uri: str, *, pause: float = 0.0, around: bool = False) -> None:
    """Checks a document as it stands after the pause and publishes its faults, unless it changed meanwhile.

    Others that may use procedures which it has begun or ceased to define are checked after it.
    """
    await asyncio.sleep(pause)
    document = ls.documents.get(uri)
    if document is None:
        return
    if around:
        await ls.analyser.look_around(document)
    target = await ls.analyser.target(document, ls.settings)
    ls.tell_tool(target)
    if not target.is_wanted:
        _publish(ls, document, ())
        return
    checked = await ls.analyser.check(target)
    if target.language != "python":
        _publish(ls, document, checked.faults)
        check_outdated(ls)
        return
    api = asyncio.ensure_future(ls.analyser.check_python_api(target))
    try:
        await asyncio.wait([api], timeout=_TOGETHER)
        if not api.done():
            _publish(ls, document, checked.faults)
        faults = (*checked.faults, *await api)
    finally:
        api.cancel()
    _publish(ls, document, sorted(faults, key=lambda fault: (fault.start, fault.end)))


def check_outdated(ls: Session) -> None:
    """Checks the documents that were checked when there were other procedures, and has the editor colour them anew."""
    outdated = ls.analyser.outdated
    for uri in outdated:
        ls.replace_check(uri, check(ls, uri))
    workspace = ls.client_capabilities.workspace
    if outdated and workspace and workspace.semantic_tokens and workspace.semantic_tokens.refresh_support:
        ls.workspace_semantic_tokens_refresh(None)


def _publish(ls: Session, document: Document, faults: Iterable[Fault]) -> None:
    """Tells the editor a document's faults, unless it changed meanwhile."""
    if ls.documents.get(document.uri) is document:
        diagnostics = convert.diagnostics(faults, document.lines)
        ls.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=document.uri, version=document.version, diagnostics=diagnostics)
        )
