"""``textDocument/completion``: what may stand at the cursor."""

from __future__ import annotations

from lsprotocol import types

from edascribe_codegen.suggest import suggest
from edascribe_lsp import convert
from edascribe_lsp.session import Session

OPTIONS = types.CompletionOptions(trigger_characters=["-", "[", "$", "/", "{", ":"])


async def answer(ls: Session, params: types.CompletionParams) -> types.CompletionList:
    """The words that may stand at a position; names of the design are read when they are first wanted."""
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return types.CompletionList(is_incomplete=False, items=[])
    target = await ls.analyser.target(document, ls.settings)
    if target.catalogue is None:
        return types.CompletionList(is_incomplete=False, items=[])
    outline = await ls.analyser.outline(target)
    offset = document.lines.offset(params.position)
    found = suggest(outline, offset, target.catalogue, ls.around(document))
    if found.design:
        names = ls.design.names
        whole = await ls.design.get()
        if ls.design.names is not names:
            found = suggest(outline, offset, target.catalogue, ls.around(document))
        found = found._replace(whole=found.whole and whole)
    return convert.completion_list(found, document.lines)
