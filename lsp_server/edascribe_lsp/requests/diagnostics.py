"""``textDocument/publishDiagnostics``: faults pushed when a document is opened, changed (after a pause) or saved."""

from __future__ import annotations

import asyncio

from lsprotocol import types

from edascribe_lsp import convert
from edascribe_lsp.session import Session

# Seconds without a change before a document is checked.
_PAUSE = 0.15


def opened(ls: Session, params: types.DidOpenTextDocumentParams) -> None:
    """Checks a document at once."""
    ls.replace_check(params.text_document.uri, check(ls, params.text_document.uri))


def changed(ls: Session, params: types.DidChangeTextDocumentParams) -> None:
    """Checks a document when its user pauses."""
    ls.replace_check(params.text_document.uri, check(ls, params.text_document.uri, pause=_PAUSE))


def saved(ls: Session, params: types.DidSaveTextDocumentParams) -> None:
    """Checks a document at once."""
    ls.replace_check(params.text_document.uri, check(ls, params.text_document.uri))


def closed(ls: Session, params: types.DidCloseTextDocumentParams) -> None:
    """Ends all work for a document and takes its faults from the editor."""
    ls.forget(params.text_document.uri)
    ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri=params.text_document.uri, diagnostics=[]))


async def check(ls: Session, uri: str, *, pause: float = 0.0) -> None:
    """Checks a document as it stands after the pause and publishes its faults, unless it changed meanwhile."""
    await asyncio.sleep(pause)
    document = ls.documents.get(uri)
    if document is None:
        return
    checked = await ls.analyser.check(await ls.analyser.target(document, ls.settings))
    if ls.documents.get(uri) is not document:
        return
    ls.text_document_publish_diagnostics(
        types.PublishDiagnosticsParams(
            uri=uri,
            version=document.version,
            diagnostics=convert.diagnostics(checked.faults, document.lines),
        )
    )
