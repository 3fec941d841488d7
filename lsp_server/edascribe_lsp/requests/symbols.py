"""``textDocument/documentSymbol`` and ``workspace/symbol``: procedures and variables."""

from __future__ import annotations

import re

from lsprotocol import types

from edascribe_lsp import convert, wire
from edascribe_lsp.lookup import files_of
from edascribe_lsp.session import Session

# More than a person looks through.
_MOST = 200


async def of_document(ls: Session, params: types.DocumentSymbolParams) -> wire.Answer | None:
    """The procedures and global variables of a document."""
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return None
    target = await ls.analyser.target(document, ls.settings)
    return wire.encoded(convert.document_symbols(await ls.analyser.outline(target), document.lines))


async def of_workspace(ls: Session, params: types.WorkspaceSymbolParams) -> wire.Answer:
    """The procedures of the workspace whose names have the letters of the query in their order, those that begin so first."""
    letters = re.compile(".*?".join(map(re.escape, params.query)), re.IGNORECASE | re.DOTALL)
    workspace = ls.analyser.workspace
    entries = [entry for path in workspace.paths if (entry := workspace.entry(path)) is not None]
    found = [(proc, entry.path) for entry in entries for proc in entry.procs if letters.search(proc.name)]
    query = params.query.lower()
    found.sort(key=lambda item: (not item[0].name.rpartition("::")[2].lower().startswith(query), item[0].name))
    files = await files_of(ls)
    await files.load([path for _, path in found[:_MOST]])
    symbols = []
    for proc, path in found[:_MOST]:
        lines = files.lines(path)
        if lines is not None:
            location = wire.Location(files.uri(path), lines.wire_range(proc.start, proc.end))
            symbols.append(wire.WorkspaceSymbol(proc.name, types.SymbolKind.Function.value, location))
    return wire.encoded(symbols)
