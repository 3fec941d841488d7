"""``textDocument/documentSymbol`` and ``workspace/symbol``: procedures and variables."""

from __future__ import annotations

import re
from collections.abc import Set

from lsprotocol import types

from edascribe_lsp import convert, wire
from edascribe_lsp.lookup import Files, files_of
from edascribe_lsp.session import Session

# More than a person looks through.
_MOST = 200


async def of_document(ls: Session, params: types.DocumentSymbolParams) -> wire.Answer | None:
    """The procedures and global variables of a document."""
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return None
    target = await ls.analyser.target(document, ls.settings)
    if not target.is_wanted:
        return None
    return wire.encoded(convert.document_symbols(await ls.analyser.outline(target), document.lines))


async def of_workspace(ls: Session, params: types.WorkspaceSymbolParams) -> wire.Answer:
    """The procedures of the workspace whose names have the letters of the query in their order, those that begin so first."""
    letters = re.compile(".*?".join(map(re.escape, params.query)), re.IGNORECASE | re.DOTALL)
    files = await files_of(ls)
    found = list(ls.analyser.workspace.named(letters.search))
    query = params.query.lower()
    found.sort(key=lambda one: (not one.proc.name.rpartition("::")[2].lower().startswith(query), one.proc.name, one.path))
    first = found[:_MOST]
    located = await _located(ls, files, {one.path for one in first})
    symbols = []
    for path, proc in first:
        location = located[path].get(proc.start)
        if location is not None:
            symbols.append(wire.WorkspaceSymbol(proc.name, types.SymbolKind.Function.value, location))
    return wire.encoded(symbols)


async def _located(ls: Session, files: Files, paths: Set[str]) -> dict[str, dict[int, wire.Location]]:
    """Where the procedures of files begin, as the client names the places; nothing of a file that is gone.

    A file that is not open is read once, as long as its entry stays the same.
    """
    workspace = ls.analyser.workspace
    known = {path: ls.located[path] for path in paths if path in ls.located}
    found = {path: places for path, (entry, places) in known.items() if entry is workspace.entry(path)}
    await files.load(paths - found.keys())
    for path in paths - found.keys():
        entry, lines = workspace.entry(path), files.lines(path)
        found[path] = {}
        if entry is not None and lines is not None:
            uri = files.uri(path)
            found[path] = {proc.start: wire.Location(uri, lines.wire_range(proc.start, proc.end)) for proc in entry.procs}
            if files.open_document(path) is None:
                ls.located[path] = entry, found[path]
    return found
