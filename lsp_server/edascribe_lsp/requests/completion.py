"""``textDocument/completion``: what may stand at the cursor."""

from __future__ import annotations

from lsprotocol import types

from edascribe_codegen.suggest import suggest
from edascribe_lsp import convert
from edascribe_lsp.lookup import spot_at
from edascribe_lsp.session import Session

OPTIONS = types.CompletionOptions(trigger_characters=["-", "[", "$", "/", "{", ":"])


async def answer(ls: Session, params: types.CompletionParams) -> types.CompletionList:
    """The words that may stand at a position; names of the design are read when they are first wanted."""
    spot = await spot_at(ls, params.text_document.uri, params.position)
    if spot is None:
        return types.CompletionList(is_incomplete=False, items=[])
    found = suggest(spot.outline, spot.offset, spot.catalogue, spot.around)
    if found.design:
        names = ls.design.names
        whole = await ls.design.get()
        if ls.design.names is not names:
            found = suggest(spot.outline, spot.offset, spot.catalogue, ls.around(spot.document))
        found = found._replace(whole=found.whole and whole)
    return convert.completion_list(found, spot.document.lines)
